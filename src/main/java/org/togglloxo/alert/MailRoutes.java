package org.togglloxo.alert;

import jakarta.mail.PasswordAuthentication;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mail.MailAuthenticator;
import org.apache.camel.model.RouteDefinition;
import org.togglloxo.route.Names;

/** Mail by SMTP. Without a receiver nothing of the mail library is touched, which a host may have left out. */
final class MailRoutes extends RouteBuilder {

    private static final int PATIENCE_MILLIS = 5_000;

    private static final String WAY = "mail";

    private final Optional<AlertSettings.Mail> mail;

    MailRoutes(Optional<AlertSettings.Mail> mail) {
        this.mail = mail;
    }

    /** Keeps user and password out of the endpoint's address, since endpoints are printed. */
    private static final class Login extends MailAuthenticator {
        private final AlertSettings.Mail mail;

        Login(AlertSettings.Mail mail) {
            this.mail = mail;
        }

        @Override
        public PasswordAuthentication getPasswordAuthentication() {
            return new PasswordAuthentication(mail.user(), mail.password());
        }
    }

    @Override
    public void configure() {
        RouteDefinition route = from("direct:send-mail")
                .routeId("send-mail")
                .description("Sends the text by mail, once, where alerts.mail-to is set")
                .errorHandler(noErrorHandler());
        if (mail.isPresent()) {
            route.filter(exchange -> AlertAttempt.begin(exchange, WAY))
                    .process(this::prepare)
                    .to(endpoint(mail.get()))
                    .id("mail")
                    .process(exchange -> AlertAttempt.arrived(exchange, WAY));
        } else {
            route.stop();
        }
    }

    /** A password goes over a connection that is encrypted, or not at all. */
    private String endpoint(AlertSettings.Mail mail) {
        boolean login = !mail.user().isEmpty();
        if (login) {
            Names.in(getContext()).bind("alertMailLogin", new Login(mail));
        }
        String properties =
                "&additionalJavaMailProperties.mail.%s.".formatted(mail.server().getScheme());
        return mail.server().getScheme() + "://" + mail.server().getRawAuthority()
                + "?from=RAW(" + mail.from() + ")&to=RAW(" + mail.to() + ")"
                + "&connectionTimeout=" + PATIENCE_MILLIS
                + properties + "timeout=" + PATIENCE_MILLIS
                + properties + "writetimeout=" + PATIENCE_MILLIS
                + properties + "starttls.enable=true"
                + properties + "starttls.required=" + login
                + (login ? "&authenticator=#alertMailLogin" : "");
    }

    private void prepare(Exchange exchange) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader("Subject", exchange.getVariable("subject", String.class));
        message.setHeader(Exchange.CONTENT_TYPE, "text/plain; charset=UTF-8");
        message.setBody(exchange.getVariable("text", String.class));
    }
}
