package org.togglloxo.page;

import java.util.LinkedHashMap;
import java.util.Map;
import org.togglloxo.ledger.list.Cause;
import org.togglloxo.report.Advice;
import org.togglloxo.report.TimeFormat;
import org.togglloxo.settings.Scope;

/** A cause as it is shown. */
final class Causes {

    private Causes() {}

    static Map<String, Object> json(Scope scope, Cause cause) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("reason", cause.reason());
        object.put("sentence", cause.message());
        object.put("meaning", Advice.meaning(cause.reason()));
        object.put("next", Advice.next(cause.outcome(), cause.reason()));
        object.put("count", cause.count());
        object.put("last", TimeFormat.show(cause.last()));
        object.put("candidates", cause.some().stream().map(scope::shown).toList());
        return object;
    }
}
