package org.togglloxo.flow;

/** The flow cannot start, as a rule because of what was last changed in {@code routes/}. */
public final class FlowException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    FlowException(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    static String explain(Throwable trouble) {
        StringBuilder text = new StringBuilder("The routes cannot be started: ");
        String before = "";
        for (Throwable cause = trouble; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            if (cause.getCause() == null
                    || !message.contains(String.valueOf(cause.getCause().getMessage()))) {
                text.append(before).append(message);
                before = "; ";
            }
        }
        return text.append(". Mend routes/ or config/, then run doctor").toString();
    }
}
