package org.togglloxo.loxo;

import static org.apache.camel.builder.Builder.method;
import static org.apache.camel.builder.PredicateBuilder.and;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.togglloxo.http.CallAbortedException;
import org.togglloxo.http.PlainHttpClient;
import org.togglloxo.sync.Runs;

/**
 * The calls to Loxo. None of these routes handles an error: the step of {@code 50-deliver-candidate} that called them is
 * repeated as a whole, as {@code 90-handle-errors} says. Camel counts the retries in headers; each step that ends well
 * takes them away, so that the next one has all of its own.
 */
public final class LoxoRoutes extends RouteBuilder {

    /** What is read of the agency's set-up: a variable, since a repeated step finds another body than the first time. */
    static final String REFERENCE = "reference-request";

    /** The headers in which Camel counts retries. */
    static final String RETRIES = "CamelRedeliver*";

    private final LoxoSettings settings;
    private final LoxoCall call;
    private final Runs runs;

    LoxoRoutes(LoxoSettings settings, LoxoCall call, Runs runs) {
        this.settings = settings;
        this.call = call;
        this.runs = runs;
    }

    @Override
    public void configure() {
        errorHandler(noErrorHandler());
        callLoxo();
        findPerson();
        createPerson();
        completePerson();
        updatePerson();
        reference();
        putForward();
        postOnce();
        makeJob();
    }

    private void callLoxo() {
        from("direct:call-loxo")
                .routeId("call-loxo")
                .description("One call: headers of our own alone, the answer checked and parsed")
                .process(call::prepare)
                .doTry()
                .to(PlainHttpClient.endpoint(
                        settings.baseUrl(),
                        "loxoHttpClient",
                        settings.connectTimeout(),
                        settings.responseTimeout(),
                        settings.maxConcurrentRequests()))
                .id("loxo")
                .doCatch(CallAbortedException.class)
                .process(call::aborted)
                .end()
                .process(call::read);
    }

    private void findPerson() {
        from("direct:find-person")
                .routeId("find-person")
                .description("By the id that is known, or by both addresses; a pending create is settled first")
                .to("direct:search-person")
                .removeHeaders(RETRIES);
        from("direct:search-person")
                .routeId("search-person")
                .description("Asks Loxo who it is; nobody else is at work on them meanwhile")
                .setVariable("known", method("personLocks", "known"))
                .id("claim-known-people")
                .setVariable("search", method("loxo", "search"))
                .id("plan-search")
                .loopDoWhile(method("loxo", "hasQuestion"))
                .setBody(method("loxo", "question"))
                .to("direct:call-loxo")
                .bean("loxo", "learn")
                .end()
                .setVariable("known", method("loxo", "settle"))
                .id("settle-pending-create")
                .bean("personLocks", "found")
                .id("claim-found-person");
    }

    private void createPerson() {
        from("direct:create-person")
                .routeId("create-person")
                .description("Creates a person; the intent is recorded before and the id after")
                .filter(simple("${variable.known.createPending}"))
                .to("direct:search-person")
                .bean("loxo", "refuseAmbiguity")
                .id("check-nobody-else")
                .end()
                .choice()
                .when(exchange -> runs.planning())
                .setVariable("changes", method("loxo", "changesOfNew"))
                .setVariable("planned", method("loxo", "lines"))
                .when(simple("${variable.known.loxoId} != null"))
                .setVariable("loxo-id", simple("${variable.known.loxoId}"))
                .otherwise()
                .bean("loxo", "requireAddress")
                .id("require-address")
                .setVariable("known", method("ledger", "intend"))
                .id("record-intent")
                .doTry()
                .setBody(method("loxo", "creation"))
                .id("fill-create-form")
                .to("direct:call-loxo")
                .setVariable("loxo-id", method("loxo", "createdId"))
                .id("check-created")
                .doCatch(Exception.class)
                .process(this::noteWhatBecameOfIt)
                .end()
                .setVariable("known", method("ledger", "confirm"))
                .id("record-confirmation")
                .bean("personLocks", "made")
                .id("claim-made-person")
                .end()
                .removeHeaders(RETRIES);
    }

    private void completePerson() {
        from("direct:complete-person")
                .routeId("complete-person")
                .description("Tags and a second address, which Loxo takes by PUT only")
                .filter(exchange -> !runs.planning())
                .setVariable("writes", method("loxo", "completion"))
                .id("plan-completion")
                .to("direct:write-person")
                .end()
                .removeHeaders(RETRIES);
    }

    private void updatePerson() {
        from("direct:update-person")
                .routeId("update-person")
                .description("Reads the whole person and writes what is missing or, where that is wanted, what differs")
                .setVariable("loxo-id", method("loxo", "foundId"))
                .filter(simple("${variable.search.readWhole} == false"))
                .setBody(method("loxo", "wholePerson"))
                .to("direct:call-loxo")
                .bean("loxo", "learnWhole")
                .end()
                .setVariable("changes", method("loxo", "changes"))
                .id("compare-with-person")
                .choice()
                .when(exchange -> runs.planning())
                .setVariable("planned", method("loxo", "lines"))
                .otherwise()
                .setVariable("writes", method("loxo", "update"))
                .id("plan-update")
                .to("direct:write-person")
                .end()
                .removeHeaders(RETRIES);
        from("direct:write-person")
                .routeId("write-person")
                .description("Sends the PUTs that are due, one after the other; tags are recorded before and after")
                .setVariable("known", method("loxo", "tagging"))
                .id("record-tags")
                .loopDoWhile(method("loxo", "hasWrite"))
                .setBody(method("loxo", "write"))
                .to("direct:call-loxo")
                .bean("loxo", "checkWritten")
                .end()
                .setVariable("known", method("loxo", "tagged"))
                .id("record-tags-written");
    }

    private void reference() {
        from("direct:read-reference")
                .routeId("read-reference")
                .description("What the agency has set up; tried again on its own account, since a run can do without")
                .errorHandler(defaultErrorHandler())
                .routeConfigurationId("handle-reference-errors")
                .to("direct:ask-for-reference")
                .removeHeaders(RETRIES);
        from("direct:ask-for-reference")
                .routeId("ask-for-reference")
                .description("One call for it")
                .setBody(variable(REFERENCE))
                .to("direct:call-loxo");
    }

    private void putForward() {
        from("direct:apply-for-job")
                .routeId("apply-for-job")
                .description("Puts the candidate forward for the job, once; without a phone that waits")
                .setVariable("waits", method("applications", "hindrance"))
                .id("look-for-phone")
                .filter(simple("${variable.waits} == null"))
                .setVariable("inquiry", method("applications", "application"))
                .id("plan-application")
                .to("direct:post-once")
                .end()
                .removeHeaders(RETRIES);
        from("direct:add-event")
                .routeId("add-event")
                .description("Adds an event to the person's history, once for each occasion")
                .bean("events", "check")
                .id("check-event")
                .filter(simple("${variable.trial-details} == null"))
                .setVariable("inquiry", method("events", "event"))
                .id("plan-event")
                .filter(simple("${variable.inquiry} != null"))
                .to("direct:post-once")
                .end()
                .end()
                .removeHeaders(RETRIES);
    }

    private void postOnce() {
        from("direct:post-once")
                .routeId("post-once")
                .description(
                        "Asks whether it took place where that is in doubt; else records the intent, posts, confirms")
                .doTry()
                .loopDoWhile(method("postings", "hasQuestion"))
                .setBody(method("postings", "question"))
                .to("direct:call-loxo")
                .bean("postings", "learn")
                .end()
                .endDoTry()
                .doCatch(HttpOperationFailedException.class)
                .onWhen(simple("${exception.statusCode} < 500 && ${exception.statusCode} != 429"))
                .bean("postings", "unanswered")
                .end()
                .choice()
                .when(method("postings", "isDue"))
                .to("direct:post-now")
                .when(exchange -> !runs.planning())
                .bean("postings", "settle")
                .id("record-posted-before")
                .end();
        from("direct:post-now")
                .routeId("post-now")
                .description("The intent is recorded before, the confirmation after")
                .choice()
                .when(exchange -> runs.planning())
                .setVariable("planned", method("postings", "plan"))
                .otherwise()
                .setVariable("posting", method("postings", "intend"))
                .id("record-posting-intent")
                .doTry()
                .setBody(method("postings", "form"))
                .to("direct:call-loxo")
                .bean("postings", "taken")
                .id("check-posted")
                .doCatch(Exception.class)
                .bean("postings", "troubled")
                .id("note-what-became-of-posting")
                .end()
                .end();
    }

    private void makeJob() {
        from("direct:make-job")
                .routeId("make-job")
                .description("Makes a job, one at a time, after a last look whether it is there")
                .filter(simple("${variable.trial} != null"))
                .bean("jobMaker", "check")
                .id("check-job")
                .stop()
                .end()
                .doTry()
                .setVariable("job-claim", method("jobMaker", "claim"))
                .setVariable("creation", method("jobMaker", "prepare"))
                .id("look-again-for-job")
                .setVariable("job", simple("${variable.creation.job}"))
                .choice()
                .when(and(simple("${variable.creation.due}"), exchange -> runs.planning()))
                .setVariable("planned", method("jobMaker", "plan"))
                .setVariable("job", method("jobMaker", "planned"))
                .when(simple("${variable.creation.due}"))
                .to("direct:post-job")
                .end()
                .endDoTry()
                .doFinally()
                .bean("jobMaker", "release")
                .removeVariable("job-claim")
                .end();
        from("direct:post-job")
                .routeId("post-job")
                .description("The intent is recorded before, the job's id after")
                .setVariable("posting", method("jobMaker", "intend"))
                .id("record-job-intent")
                .doTry()
                .setBody(method("jobMaker", "form"))
                .to("direct:call-loxo")
                .setVariable("job", method("jobMaker", "made"))
                .id("check-job-made")
                .doCatch(Exception.class)
                .bean("jobMaker", "troubled")
                .id("note-what-became-of-job")
                .end();
    }

    private void noteWhatBecameOfIt(Exchange exchange) throws Exception {
        Exception trouble = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        exchange.setVariable(
                "known", IndexLag.isRuledOutBy(trouble) ? call.retract(exchange) : call.stillPending(exchange));
        throw trouble;
    }
}
