package org.togglloxo.loxo.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How far a list by {@code scroll_id} was read, and what ends it: a null or empty one, a page that is not full and the last by
 * {@code total_count}, one that comes again (loxo-12). Used by one thread.
 */
public final class ScrollPosition {

    private final int fullPage;
    private final int mostPages;
    private final Set<String> seen = new HashSet<>();
    private String next;
    private int pages;
    private long read;
    private boolean ended;
    private boolean cutShort;

    /**
     * Before the first page.
     *
     * @param fullPage so many records are on each page but the last
     * @param mostPages so many are asked for at the most
     */
    public ScrollPosition(int fullPage, int mostPages) {
        this.fullPage = fullPage;
        this.mostPages = mostPages;
    }

    /** Where an earlier walk had come to; null for the first page. */
    public ScrollPosition from(String scrollId) {
        next = scrollId;
        return this;
    }

    /** Takes a page in. @return whether another one is to be asked for */
    public boolean turn(JsonNode page, int records) {
        String told = page.path("scroll_id").asText("");
        read += records;
        ended = told.isBlank() || told.equals("null") || records == 0 || records < fullPage && isAll(page);
        next = ended || !seen.add(told) ? null : told;
        cutShort = next != null && ++pages >= mostPages;
        return next != null && !cutShort;
    }

    /** Whether as many were read as there are in all; where that is not told, a next page is asked for. */
    private boolean isAll(JsonNode page) {
        long total = page.path("total_count").asLong(-1);
        return total >= 0 && read >= total;
    }

    /** The {@code scroll_id} of the next page; null before the first one and where there is none. */
    public String next() {
        return next;
    }

    /** What the next page is asked for with, beside this. */
    public List<Map.Entry<String, String>> in(List<Map.Entry<String, String>> query) {
        List<Map.Entry<String, String>> all = new ArrayList<>(query);
        if (next != null) {
            all.add(Map.entry("scroll_id", next));
        }
        return all;
    }

    /** Whether Loxo said that there is no more, rather than the same again. */
    public boolean isEnded() {
        return ended;
    }

    /** Whether there is more than is asked for. */
    public boolean isCutShort() {
        return cutShort;
    }
}
