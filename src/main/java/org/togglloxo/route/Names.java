package org.togglloxo.route;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.ProducerTemplate;

/**
 * The names of the flow's own routes, endpoints and beans in one Camel context: plain ones in a context of its own, and with
 * {@link #PREFIX} in that of a host, where nothing may clash.
 */
public final class Names {

    /** What stands before every name in a host's context. */
    public static final String PREFIX = "toggl-loxo-";

    /** What stands before every setting in the placeholders of routes in a host's context. */
    public static final String SETTINGS = "toggl-loxo.";

    private static final String BEAN = PREFIX + "names";

    // the two transports between routes, and what Camel calls by name in a context
    private static final Pattern CALL = Pattern.compile("\\b(direct|seda):(//)?([\\w.-]+)");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(\\??!?)([a-z][\\w.-]*)");
    private static final Pattern REFERENCE = Pattern.compile("(=#|\\bbean:)(\\w+)");

    private final CamelContext context;
    private final String prefix;
    private final Set<String> settings;
    private final Set<String> receivers = new TreeSet<>();
    private final Map<String, Producer> producers = new ConcurrentHashMap<>();
    private final Map<String, Object> beans = new ConcurrentHashMap<>();

    private Names(CamelContext context, String prefix, Set<String> settings) {
        this.context = context;
        this.prefix = prefix;
        this.settings = settings;
    }

    /** Those in force in a context. */
    public static Names in(CamelContext context) {
        Names own = context.getRegistry().lookupByNameAndType(BEAN, Names.class);
        return own == null ? new Names(context, "", Set.of()) : own;
    }

    /** Whether all names in this context have the prefix already. */
    public static boolean arePrefixed(CamelContext context) {
        return context.getRegistry().lookupByNameAndType(BEAN, Names.class) != null;
    }

    /**
     * From now on all names in this context have the prefix.
     *
     * @param settings the names of all settings, as placeholders in the routes have them
     */
    public static Names prefixed(CamelContext context, Set<String> settings) {
        Names names = new Names(context, PREFIX, settings);
        context.getRegistry().bind(BEAN, names);
        return names;
    }

    /** The same endpoint in this context, for one that begins a route of ours: {@code direct:list-candidates}. */
    public String endpoint(String uri) {
        return uri.replaceFirst(":", ":" + prefix);
    }

    /**
     * Asks one of our routes. Whatever failed stands in the answer.
     *
     * @param uri as the routes have it, such as {@code direct:call-loxo}
     */
    public Exchange ask(String uri, Processor prepare) {
        try (ProducerTemplate once = context.createProducerTemplate()) {
            return once.request(endpoint(uri), prepare);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same, for whoever does so again and again; whatever failed is thrown. */
    public Exchange call(String uri, Processor prepare) throws Exception {
        Exchange answer = send(uri, prepare);
        if (answer.getException() != null) {
            throw answer.getException();
        }
        return answer;
    }

    /** The same; whatever failed stands in the exchange. One producer is kept for each route. */
    public Exchange send(String uri, Processor prepare) {
        Producer producer = producers.computeIfAbsent(uri, this::producer);
        Exchange exchange = producer.getEndpoint().createExchange(ExchangePattern.InOut);
        try {
            prepare.process(exchange);
            producer.process(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        }
        return exchange;
    }

    private Producer producer(String uri) {
        try {
            Producer producer = context.getEndpoint(endpoint(uri)).createProducer();
            producer.start();
            return producer;
        } catch (Exception e) {
            throw new IllegalStateException("no route begins with " + uri, e);
        }
    }

    /** A route's id, a step's id, a bean's name, a routeConfiguration's id. */
    public String of(String name) {
        return name == null || prefix.isEmpty() || name.startsWith(prefix) ? name : prefix + name;
    }

    /** The name without the prefix. */
    public String plain(String name) {
        return name != null && name.startsWith(prefix) ? name.substring(prefix.length()) : name;
    }

    /** Puts a bean where the routes find it. */
    public void bind(String name, Object bean) {
        beans.put(name, bean);
        context.getRegistry().bind(of(name), bean);
    }

    /** A bean that was put there. */
    public <T> T bean(String name, Class<T> type) {
        return context.getRegistry().lookupByNameAndType(of(name), type);
    }

    /** Whether a route of this id is ours; in a context of our own all are. */
    public boolean isOwnRoute(String id) {
        return prefix.isEmpty() || id != null && id.startsWith(prefix);
    }

    /** Whether a bean of this name is ours. */
    public boolean isBean(String name) {
        return beans.containsKey(name);
    }

    /** Routes that begin with this endpoint are ours, so that calls to it mean them. */
    public void receive(String uri) {
        Matcher call = CALL.matcher(uri);
        if (call.find() && !call.group(3).startsWith(PREFIX)) {
            receivers.add(call.group(1) + ":" + call.group(3));
        }
    }

    /** A URI or an expression, with every name of ours in it as it is called in this context. */
    public String inText(String text) {
        if (text == null || prefix.isEmpty()) {
            return text;
        }
        String calls = replaced(text, CALL, call -> receivers.contains(call.group(1) + ":" + call.group(3)), 3, prefix);
        String refs = replaced(calls, REFERENCE, ref -> isBean(ref.group(2)), 2, prefix);
        return replaced(refs, PLACEHOLDER, use -> settings.contains(use.group(2)), 2, SETTINGS);
    }

    /** Each member under the name that it has in the placeholders of this context. */
    public Map<String, String> inPlaceholders(Map<String, String> values) {
        Map<String, String> named = new TreeMap<>();
        values.forEach((name, value) -> named.put(prefix.isEmpty() ? name : SETTINGS + name, value));
        return named;
    }

    private interface Choice {
        boolean isOurs(Matcher found);
    }

    private static String replaced(String text, Pattern pattern, Choice choice, int group, String before) {
        StringBuilder result = new StringBuilder();
        Matcher found = pattern.matcher(text);
        int taken = 0;
        while (found.find()) {
            result.append(text, taken, found.start(group)).append(choice.isOurs(found) ? before : "");
            taken = found.start(group);
        }
        return result.append(text.substring(taken)).toString();
    }
}
