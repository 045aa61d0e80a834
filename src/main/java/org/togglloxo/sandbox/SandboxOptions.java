package org.togglloxo.sandbox;

import java.time.Duration;
import org.togglloxo.sandbox.http.Quota;
import org.togglloxo.sandbox.loxo.agency.AddressSearch;

/**
 * How the two services behave.
 *
 * @param candidates how many candidates Toggl Hire holds at the start
 * @param seed from which all of them are made: the same seed, the same candidates
 * @param sharedAddresses how many of them carry the address of the candidate just before them
 * @param knownPeople how many of them Loxo holds already, with notes, tags and some blank fields
 * @param togglPageLimit largest {@code limit} of the candidate list; documented: 100
 * @param loxoPageLimit largest {@code per_page} of Loxo's lists; documented: 100
 * @param togglKey the one key that Toggl Hire accepts
 * @param agencySlug the one slug that Loxo accepts
 * @param agencyId the {@code agency_id} that Loxo shows on people and jobs; empty where it shows none
 * @param firstOpening the id of the workspace's first opening: another workspace has other openings
 * @param loxoKey the one key that Loxo accepts
 * @param togglPort port on 127.0.0.1; 0 = any free one
 * @param loxoPort port on 127.0.0.1; 0 = any free one
 * @param indexLag how long a written address stays unknown to Loxo's search; the newest listing never lags
 * @param togglQuota when Toggl Hire answers 429
 * @param loxoQuota when Loxo answers 429
 * @param latency how long both wait before an answer; the work is done at once
 * @param retiredV21 {@code /api/v2.1} answers 410
 * @param nullNext the last page says {@code "next": null} instead of leaving it out
 * @param strictAddresses Loxo refuses an address or phone number that does not look like one
 * @param tagsAsText a person's tags are answered as one text with commas between, where others answer a list
 * @param nullForMissing an item that is not there is answered 200 and a bare {@code null}, where others answer 404
 * @param envelopes a single item is answered in an envelope, {@code {"person": {...}}}, where others answer it bare
 * @param addressSearch what Loxo's search makes of a query with several addresses
 * @param recordedCalls how many calls are remembered whole, the newest ones; counts are always kept
 */
public record SandboxOptions(
        int candidates,
        long seed,
        int sharedAddresses,
        int knownPeople,
        int togglPageLimit,
        int loxoPageLimit,
        String togglKey,
        String agencySlug,
        String agencyId,
        int firstOpening,
        String loxoKey,
        int togglPort,
        int loxoPort,
        Duration indexLag,
        Quota togglQuota,
        Quota loxoQuota,
        Duration latency,
        boolean retiredV21,
        boolean nullNext,
        boolean strictAddresses,
        boolean tagsAsText,
        boolean nullForMissing,
        boolean envelopes,
        AddressSearch addressSearch,
        int recordedCalls) {

    public SandboxOptions {
        if (candidates < 0) {
            throw new IllegalArgumentException(
                    "candidates " + candidates + " makes no sense. Set a number >= 0 (default 50).");
        }
        if (sharedAddresses < 0 || sharedAddresses > candidates / 2) {
            throw new IllegalArgumentException("sharedAddresses " + sharedAddresses
                    + " does not fit. It takes two candidates each: set 0 to " + candidates / 2 + ".");
        }
        if (togglPageLimit < 1 || loxoPageLimit < 1 || recordedCalls < 0) {
            throw new IllegalArgumentException("togglPageLimit " + togglPageLimit + ", loxoPageLimit " + loxoPageLimit
                    + ", recordedCalls " + recordedCalls + " make no sense. Set limits >= 1 and calls >= 0.");
        }
        if (togglKey.isBlank() || loxoKey.isBlank() || togglKey.equals(loxoKey)) {
            throw new IllegalArgumentException(
                    "The keys are empty or the same, so a leak could not be told. Set two different ones.");
        }
        if (knownPeople < 0 || knownPeople > candidates) {
            throw new IllegalArgumentException(
                    "knownPeople " + knownPeople + " does not fit. Set 0 to " + candidates + " (the candidates).");
        }
    }

    public static SandboxOptions defaults() {
        return builder().build();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Every setting has a default, so only what a test is about needs to be said. */
    public static final class Builder {
        private int candidates = 50;
        private long seed = 42;
        private int sharedAddresses;
        private int knownPeople;
        private int togglPageLimit = 100;
        private int loxoPageLimit = 100;
        private String togglKey = "toggl-sandbox-key";
        private String agencySlug = "sandbox-agency";
        private String agencyId = "1071";
        private int firstOpening = 100;
        private String loxoKey = "loxo-sandbox-key";
        private int togglPort;
        private int loxoPort;
        private Duration indexLag = Duration.ZERO;
        private Quota togglQuota = Quota.none();
        private Quota loxoQuota = Quota.none();
        private Duration latency = Duration.ZERO;
        private boolean retiredV21;
        private boolean nullNext;
        private boolean strictAddresses = true;
        private boolean tagsAsText;
        private boolean nullForMissing;
        private boolean envelopes;
        private AddressSearch addressSearch = AddressSearch.SEVERAL;
        private int recordedCalls = 10_000;

        private Builder() {}

        public Builder candidates(int count) {
            candidates = count;
            return this;
        }

        public Builder seed(long value) {
            seed = value;
            return this;
        }

        public Builder sharedAddresses(int count) {
            sharedAddresses = count;
            return this;
        }

        public Builder knownPeople(int count) {
            knownPeople = count;
            return this;
        }

        public Builder togglPageLimit(int records) {
            togglPageLimit = records;
            return this;
        }

        public Builder loxoPageLimit(int records) {
            loxoPageLimit = records;
            return this;
        }

        public Builder togglKey(String key) {
            togglKey = key;
            return this;
        }

        public Builder agencySlug(String slug) {
            agencySlug = slug;
            return this;
        }

        public Builder agencyId(String id) {
            agencyId = id;
            return this;
        }

        public Builder firstOpening(int id) {
            firstOpening = id;
            return this;
        }

        public Builder loxoKey(String key) {
            loxoKey = key;
            return this;
        }

        public Builder togglPort(int port) {
            togglPort = port;
            return this;
        }

        public Builder loxoPort(int port) {
            loxoPort = port;
            return this;
        }

        public Builder indexLag(Duration lag) {
            indexLag = lag;
            return this;
        }

        public Builder togglQuota(Quota quota) {
            togglQuota = quota;
            return this;
        }

        public Builder loxoQuota(Quota quota) {
            loxoQuota = quota;
            return this;
        }

        public Builder latency(Duration wait) {
            latency = wait;
            return this;
        }

        public Builder retiredV21(boolean retired) {
            retiredV21 = retired;
            return this;
        }

        public Builder nullNext(boolean written) {
            nullNext = written;
            return this;
        }

        public Builder strictAddresses(boolean strict) {
            strictAddresses = strict;
            return this;
        }

        public Builder tagsAsText(boolean text) {
            tagsAsText = text;
            return this;
        }

        public Builder nullForMissing(boolean bare) {
            nullForMissing = bare;
            return this;
        }

        public Builder envelopes(boolean enveloped) {
            envelopes = enveloped;
            return this;
        }

        public Builder addressSearch(AddressSearch search) {
            addressSearch = search;
            return this;
        }

        public Builder recordedCalls(int newest) {
            recordedCalls = newest;
            return this;
        }

        public SandboxOptions build() {
            return new SandboxOptions(
                    candidates,
                    seed,
                    sharedAddresses,
                    knownPeople,
                    togglPageLimit,
                    loxoPageLimit,
                    togglKey,
                    agencySlug,
                    agencyId,
                    firstOpening,
                    loxoKey,
                    togglPort,
                    loxoPort,
                    indexLag,
                    togglQuota,
                    loxoQuota,
                    latency,
                    retiredV21,
                    nullNext,
                    strictAddresses,
                    tagsAsText,
                    nullForMissing,
                    envelopes,
                    addressSearch,
                    recordedCalls);
        }
    }
}
