package org.togglloxo.sandbox.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.BiConsumer;

/** The ways in which a list of Toggl Hire can mislead whoever walks it. */
public final class PageFaults {

    private PageFaults() {}

    /** {@code links.next} leads elsewhere; following it would hand the key to another host. */
    public static Fault foreignLink(String url) {
        return edit((page, seen) -> page.putObject("links").put("next", url));
    }

    /** {@code links.next} leads to the page that it came with. */
    public static Fault repeatedLink() {
        return edit((page, seen) ->
                page.putObject("links").put("next", seen.request().url()));
    }

    /** The page before once more, its link included. */
    public static Fault repeatedPage() {
        return edit((page, seen) -> page.setAll((ObjectNode) previous(seen)));
    }

    /** The records of the page before under a link that is new. */
    public static Fault noNewId() {
        return edit((page, seen) -> page.set("data", previous(seen).get("data")));
    }

    /** No records, and yet a link. */
    public static Fault emptyPage() {
        return edit((page, seen) -> page.putArray("data"));
    }

    /** The list ends here, whatever is left. */
    public static Fault lostLink() {
        return edit((page, seen) -> page.putObject("links"));
    }

    public static Fault wrongTotal(long total) {
        return edit((page, seen) -> page.put("total", total));
    }

    private static Fault edit(BiConsumer<ObjectNode, Fault.Answered> change) {
        return Fault.tamper(seen -> {
            ObjectNode page = (ObjectNode) seen.answer();
            change.accept(page, seen);
            return page;
        });
    }

    private static JsonNode previous(Fault.Answered seen) {
        return seen.previous() == null ? seen.answer() : seen.previous();
    }
}
