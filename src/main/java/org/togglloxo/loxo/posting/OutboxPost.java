package org.togglloxo.loxo.posting;

import com.fasterxml.jackson.databind.JsonNode;
import org.togglloxo.ledger.OutboxEntry;
import org.togglloxo.loxo.api.LoxoRequest;

/**
 * Something that is posted once for a candidate. Loxo has no key by which a repeated POST could be told from a new one, so
 * before one is repeated Loxo is asked whether it has taken place.
 */
sealed interface OutboxPost permits Application, PersonEvent {

    /** As the ledger has it. */
    OutboxEntry entry();

    /** Whether Loxo is asked first: its answer to an earlier one was lost, or somebody else may have done it. */
    boolean isDoubtful();

    /** The first page of what shows whether it took place. */
    LoxoRequest question();

    /** Whether this record is the one that was posted. */
    boolean isIt(JsonNode record);

    /** The call that does it; made anew each time, with all that is sent along. */
    LoxoRequest write();

    /** @throws org.togglloxo.failure.Fail where the answer to {@link #write} says that nothing was saved */
    void requireSaved(LoxoRequest written, JsonNode answer);

    /** Its method and path, for people. */
    String label();

    /** For {@code plan}. */
    String line();

    /** What Loxo's refusal to be asked means for one whose answer was lost. */
    String howToSettle();
}
