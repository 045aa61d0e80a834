package org.togglloxo.sync.delivery;

import java.util.List;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.togglloxo.ledger.Ledger;

/** People whom Loxo no longer has under the id that the ledger knows, as a webhook and a look at Loxo have shown. */
public final class LostPeople {

    private static final Logger LOG = LoggerFactory.getLogger(LostPeople.class);

    private final Ledger ledger;
    private final AddressLocks locks;

    public LostPeople(Ledger ledger, AddressLocks locks) {
        this.ledger = ledger;
        this.locks = locks;
    }

    /** Step {@code link-to-survivor}. */
    public void merged(@Variable("person-id") String person, String survivor) throws InterruptedException {
        // a worker who is on the way with one of the candidates would write the old id down again at the end of it
        try (AddressLocks.Claim claim = locks.claim(ledger.addresses().of(person))) {
            locks.claimPeople(claim, List.of(person, survivor));
            List<String> candidates = ledger.webhookDecisions().linkToSurvivor(person, survivor);
            LOG.info("person {} was merged into {} in Loxo; candidates linked to it: {}", person, survivor, candidates);
        }
    }

    /** Step {@code forget-person}. */
    public void deleted(@Variable("person-id") String person) throws InterruptedException {
        try (AddressLocks.Claim claim = locks.claim(ledger.addresses().of(person))) {
            locks.claimPeople(claim, List.of(person));
            List<String> candidates = ledger.webhookDecisions().unlinkDeleted(person);
            LOG.info("person {} was deleted in Loxo; candidates that were linked to it: {}", person, candidates);
        }
    }
}
