package org.togglloxo.loxo.person;

import java.util.List;
import java.util.Locale;

/**
 * Something in Loxo that is not as the ledger or the mapping of today have it; without anybody's values.
 *
 * @param candidate the id in Toggl Hire; empty for {@link Kind#UNKNOWN}
 * @param person the id in Loxo
 * @param what names of fields or tags, or the id of whom the person was merged into
 */
public record Difference(Kind kind, String candidate, String person, List<String> what) {

    /** What it may be; in the order in which they are told. */
    public enum Kind {
        MISSING("The person is gone, and was merged into nobody"),
        MERGED("The person was merged into another one"),
        WITHOUT_TAG("The person lacks tags that stand there as far as the ledger knows"),
        DIFFERENT("The mapping of today would write fields or tags of the person"),
        UNKNOWN("The person has a tag of ours, and no candidate in the ledger is this person");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }

        /** As JSON has it, such as {@code without_tag}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
