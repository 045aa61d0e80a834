package org.togglloxo.http;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.spi.LifecycleStrategy;
import org.apache.camel.support.LifecycleStrategySupport;
import org.togglloxo.failure.Failure;
import org.togglloxo.settings.Problem;
import org.togglloxo.settings.Settings;

/** What stands behind a Kamelet that calls a service: its properties are the Kamelet's parameters. */
public abstract class KameletConnection implements CamelContextAware {

    protected final Parameters parameters = new Parameters();
    protected final Clock clock = Clock.systemUTC();
    private final String prefix;
    private CamelContext camelContext;
    private KameletCalls calls;
    /** Before the routes: Camel waits for their messages, and stops the beans of a Kamelet after them. */
    private final LifecycleStrategy ending = new LifecycleStrategySupport() {
        @Override
        public void onContextStopping(CamelContext stopping) {
            calls.end();
        }
    };

    /** @param prefix the first part of the names of its settings */
    protected KameletConnection(String prefix) {
        this.prefix = prefix;
    }

    /** Such as {@code https://app.loxo.co}, without {@code /api}; of Toggl Hire with it. */
    public void setBaseUrl(String baseUrl) {
        put("baseUrl", "base-url", baseUrl);
    }

    public void setApiKey(String apiKey) {
        put("apiKey", "api-key", apiKey);
    }

    /** Milliseconds. */
    public void setCallTimeout(String callTimeout) {
        put("callTimeout", "call-timeout", callTimeout);
    }

    /** Of one answer, unpacked. */
    public void setMaxAnswerBytes(String bytes) {
        put("maxAnswerBytes", "max-answer-bytes", bytes);
    }

    /** A parameter of the Kamelet, and the setting that it is. */
    protected final void put(String parameter, String setting, String value) {
        parameters.put(parameter, prefix + "." + setting, value);
    }

    /**
     * Where the calls lead, by which key, how long an answer may pause, how long and large it may be in all, and how long the service may ask
     * to be left alone.
     */
    public record Service(
            String baseUrl, String key, Duration responseTimeout, CallLimits limits, RetryAfterLimit longestWait) {}

    /** Reads the parameters; what is wrong is added to the problems. */
    protected abstract Service read(Settings all, List<Problem> problems);

    /** @throws IllegalArgumentException naming every parameter that is wrong */
    public void start() {
        List<Problem> problems = new ArrayList<>();
        Service service = read(parameters.settings(), problems);
        parameters.require(problems);
        calls = new KameletCalls(camelContext, service, clock);
        camelContext.addLifecycleStrategy(ending);
    }

    /** Nobody waits for an answer any more. */
    public void stop() {
        if (calls != null) {
            camelContext.getLifecycleStrategies().remove(ending);
            calls.close();
        }
    }

    /**
     * Does it, and says of what fails which parameters it comes from.
     *
     * @throws StatusException for a status outside 2xx
     */
    protected final <T> T told(Callable<T> work) throws Exception {
        try {
            return work.call();
        } catch (Failure failure) {
            throw inWords(failure);
        } catch (StatusException answer) {
            throw answer.means(StatusException.Meaning.REFUSED)
                    ? answer.saying(inWords(meaning(answer)).message())
                    : answer;
        }
    }

    /** The same, said of the parameters. */
    protected final Failure inWords(Failure failure) {
        return failure.saying(parameters.inWords(failure.message()));
    }

    /** What follows from a 401 or 403. */
    protected abstract Failure meaning(StatusException refusal);

    protected final KameletCalls calls() {
        return calls;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.camelContext = camelContext;
    }

    @Override
    public CamelContext getCamelContext() {
        return camelContext;
    }
}
