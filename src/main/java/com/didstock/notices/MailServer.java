package com.didstock.notices;

import com.didstock.database.StartRefusedException;
import com.didstock.tenancy.MailQueue.Outcome;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/** The SMTP server of {@code spring.mail.*}, if there is one. */
@Component
public class MailServer {

    private static final int LONGEST_ANSWER = 300;
    private static final int PERMANENT = 500;
    private static final int LONGEST_SUBJECT = 200;

    private final @Nullable JavaMailSender sender;
    private final String from;

    /** @param from {@code didstock.mail.from}: the address that mails come from */
    MailServer(ObjectProvider<JavaMailSender> sender, @Value("${didstock.mail.from:}") String from) {
        this.sender = sender.getIfAvailable();
        this.from = from.strip();
        if (this.sender != null) {
            check();
        }
    }

    private void check() {
        try {
            new InternetAddress(from, true).validate();
        } catch (AddressException unusable) {
            throw new StartRefusedException(
                    "There is a mail server (spring.mail.host), but didstock.mail.from is no e-mail address: \"%s\"."
                            .formatted(from),
                    unusable);
        }
    }

    /** {@return whether mails can be sent from here} */
    public boolean isSetUp() {
        return sender != null;
    }

    /**
     * What became of a mail.
     *
     * @param answer what the server said, if it did not take it
     */
    record Result(Outcome outcome, @Nullable String answer) {}

    /**
     * Sends a mail; waits for the server.
     *
     * @param id becomes its Message-ID: who gets it twice, since it is not known how an attempt ended, can tell
     * @param operator what it is from, as people read it
     */
    Result send(UUID id, String address, String operator, String subject, String body) {
        if (sender == null) {
            return new Result(Outcome.WAITING, null);
        }
        try {
            var message = sender.createMimeMessage();
            var parts = new MimeMessageHelper(message, StandardCharsets.UTF_8.name());
            parts.setFrom(new InternetAddress(from, oneLine(operator), StandardCharsets.UTF_8.name()));
            parts.setTo(new InternetAddress(address, true));
            parts.setSubject(oneLine(subject));
            parts.setText(body);
            message.setHeader("Message-ID", "<%s@%s>".formatted(id, from.substring(from.lastIndexOf('@') + 1)));
            // Nobody's out-of-office note comes back.
            message.setHeader("Auto-Submitted", "auto-generated");
            sender.send(message);
            return new Result(Outcome.SENT, null);
        } catch (AddressException unusable) {
            return new Result(Outcome.GIVEN_UP, answer(unusable));
        } catch (MailSendException failed) {
            var cause = failed.getFailedMessages().values().stream().findFirst().orElse(failed);
            return new Result(refusedForGood(cause) ? Outcome.GIVEN_UP : Outcome.WAITING, answer(cause));
        } catch (MailException | MessagingException | java.io.UnsupportedEncodingException failed) {
            return new Result(Outcome.WAITING, answer(failed));
        }
    }

    /** {@return whether the server does not want this mail, now or later; a refused login is another thing} */
    private static boolean refusedForGood(@Nullable Throwable failure) {
        for (var cause = failure; cause != null; cause = next(cause)) {
            if (cause instanceof SMTPAddressFailedException refused) {
                return refused.getReturnCode() >= PERMANENT;
            }
            if (cause instanceof SMTPSendFailedException refused && refused.getNextException() == null) {
                return refused.getReturnCode() >= PERMANENT;
            }
        }
        return false;
    }

    private static @Nullable Throwable next(Throwable cause) {
        return cause instanceof MessagingException chained && chained.getNextException() != null
                ? chained.getNextException()
                : cause.getCause();
    }

    /** What stands in a header must not begin another one. */
    static String oneLine(String text) {
        var line = text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
        return line.length() <= LONGEST_SUBJECT ? line : line.substring(0, LONGEST_SUBJECT - 1) + "…";
    }

    private static String answer(Throwable failure) {
        var last = failure;
        for (var cause = next(failure); cause != null; cause = next(cause)) {
            last = cause;
        }
        var text = oneLine(String.valueOf(last.getMessage()));
        return text.length() <= LONGEST_ANSWER ? text : text.substring(0, LONGEST_ANSWER);
    }
}
