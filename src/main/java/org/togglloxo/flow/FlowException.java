package org.togglloxo.flow;

/** The flow cannot start, as a rule because of what was last changed in {@code routes/}. */
public final class FlowException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    FlowException(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    /** @param culprit the file in {@code routes/} that is to blame, or empty */
    static String explain(String culprit, Throwable trouble) {
        StringBuilder text = new StringBuilder();
        for (Throwable cause = trouble; cause != null; cause = cause.getCause()) {
            String message = line(cause);
            if (cause.getCause() == null || !message.contains(line(cause.getCause()))) {
                text.append(text.isEmpty() ? "" : "; ").append(message);
            }
        }
        return "The routes cannot be started: %s%s. Mend %s or config/, then run doctor"
                .formatted(culprit.isEmpty() ? "" : culprit + ": ", text, culprit.isEmpty() ? "routes/" : culprit);
    }

    private static String line(Throwable cause) {
        return String.valueOf(cause.getMessage()).replaceAll("\\s+", " ").replaceFirst("[. ]+$", "");
    }
}
