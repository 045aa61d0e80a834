package org.togglloxo.loxo.person;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.togglloxo.candidate.Address;
import org.togglloxo.failure.Reason;
import org.togglloxo.failure.Retry;
import org.togglloxo.loxo.api.LoxoPerson;
import org.togglloxo.loxo.person.SearchHints.OwnPerson;
import org.togglloxo.loxo.person.SearchQuestion.Read;
import org.togglloxo.loxo.person.SearchQuestion.Trust;

/** Who was found, and who counts: a hit is somebody of whom one address is exactly equal to one that was asked for. */
final class SearchHits {

    private final OwnPerson own;
    private final SearchHints hints;
    private final Map<String, LoxoPerson> people = new LinkedHashMap<>();
    private final Set<String> readWhole = new HashSet<>();
    private final List<String> gone = new ArrayList<>();
    private final Set<String> taken = new LinkedHashSet<>();
    private final Set<String> shared = new HashSet<>();
    private List<String> addresses;

    /** @param own the candidate's own person, or null */
    SearchHits(OwnPerson own, List<String> addresses, SearchHints hints) {
        this.own = own;
        this.addresses = addresses;
        this.hints = hints;
    }

    /** Those that are asked for. */
    List<String> addresses() {
        return addresses;
    }

    int size() {
        return people.size();
    }

    /** Whether somebody was found otherwise than by another candidate who has one of the addresses. */
    boolean isFoundByThemselves() {
        return people.size() > shared.size();
    }

    List<String> ids() {
        return List.copyOf(people.keySet());
    }

    LoxoPerson first() {
        return people.values().iterator().next();
    }

    /** People who were known here and whom Loxo no longer has. */
    List<String> gone() {
        return gone;
    }

    void gone(String id) {
        gone.add(id);
    }

    /** Addresses that are left to whoever holds them. */
    Set<String> taken() {
        return taken;
    }

    /** Whether nobody needs to be asked for this person any more. */
    boolean isSettled(String id) {
        return people.containsKey(id) || gone.contains(id);
    }

    boolean isAnswered(String address) {
        return taken.contains(address)
                || readWhole.stream().map(people::get).anyMatch(hit -> hit != null && hit.holds(address));
    }

    boolean isOwnFound() {
        return own != null && people.containsKey(own.id());
    }

    /** Whether a pending create was sent with an address that cannot be asked for, since its hash alone is known. */
    boolean isSentBeyondAddresses() {
        Set<String> asked = addresses.stream().map(Address::hash).collect(Collectors.toSet());
        return !asked.containsAll(hints.pending().addresses());
    }

    /** Whether somebody was found who holds an address that a pending create was sent with. */
    boolean isSentFound() {
        return people.values().stream().anyMatch(this::holdsSent);
    }

    private boolean holdsSent(LoxoPerson person) {
        return person.emails().stream().map(Address::hash).anyMatch(hints::wasSent);
    }

    /** Whether the whole records are known rather than lines of a list. */
    boolean areReadWhole() {
        return readWhole.containsAll(people.keySet());
    }

    void readAgain() {
        readWhole.clear();
    }

    void putWhole(String id, LoxoPerson person) {
        people.put(id, person);
        readWhole.add(id);
    }

    /** Somebody who was read by id; true where it is the own person, and it is to be asked who has their further addresses. */
    boolean add(Read read, LoxoPerson person) {
        boolean asks = false;
        if (read.trust() == Trust.OWN) {
            people.put(read.id(), person);
            addresses = newTo(person);
            asks = !addresses.isEmpty();
        } else if (read.trust() == Trust.WHEN_NOBODY_HOLDS_ONE) {
            people.put(read.id(), person);
            shared.add(read.id());
        } else if (read.trust() == Trust.UNFINISHED) {
            hitUnlessTaken(read.id(), person, addresses);
        } else if (!held(person).isEmpty()) {
            hitUnlessTaken(read.id(), person, held(person));
        }
        if (people.containsKey(read.id())) {
            readWhole.add(read.id());
        }
        return asks;
    }

    /** A line of a list, where it is somebody who is looked for. */
    void add(LoxoPerson person) {
        List<String> held = held(person);
        if (holdsSent(person)) {
            people.putIfAbsent(idOf(person), person);
        } else if (!held.isEmpty()) {
            hitUnlessTaken(idOf(person), person, held);
        }
    }

    /** Without it they could not be written to, and creating them anew would make them twice. */
    private static String idOf(LoxoPerson person) {
        return person.id()
                .orElseThrow(() -> new Retry(
                        Reason.NOT_JSON,
                        "Loxo's list has somebody with the candidate's address, and does not tell their id"));
    }

    /** The addresses asked for that they have. */
    List<String> held(LoxoPerson person) {
        return addresses.stream().filter(person::holds).toList();
    }

    /** An address that was settled to be the own person's before, and that is somebody else's, is left to them. */
    private void hitUnlessTaken(String id, LoxoPerson person, List<String> held) {
        if (isOwnFound() && !id.equals(own.id()) && own.settled().containsAll(held)) {
            taken.addAll(held);
        } else {
            people.putIfAbsent(id, person);
        }
    }

    /** The addresses to ask for: those that would be written to the person, and those that never were settled to be theirs. */
    private List<String> newTo(LoxoPerson person) {
        boolean written = own.takesAddresses() || person.emails().isEmpty();
        return addresses.stream()
                .filter(address -> !person.holds(address))
                .filter(address -> written || !own.settled().contains(address))
                .toList();
    }
}
