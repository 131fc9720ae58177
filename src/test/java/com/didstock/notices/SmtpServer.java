package com.didstock.notices;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail server on this machine that does what a test tells it, and keeps what it took. */
final class SmtpServer implements AutoCloseable {

    /** What to do with the next mails, one each; then they are taken. */
    enum Behaviour {
        TAKE,
        /** 450: not now. */
        DEFER,
        /** 550: no such user. */
        REFUSE,
        /** Hangs up in the middle of the mail. */
        HANG_UP,
        /** Takes the mail and hangs up before it says so. */
        TAKE_AND_HANG_UP
    }

    /** A mail as it came over the wire; lines end in a line feed. */
    record Mail(String recipient, String text) {

        String header(String name) {
            return text.substring(0, text.indexOf("\n\n"))
                    .replaceAll("\n[ \t]+", " ")
                    .lines()
                    .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse("");
        }

        /** {@return the text, its long lines whole} */
        String body() {
            var body = text.substring(text.indexOf("\n\n") + 2);
            return "quoted-printable".equals(header("Content-Transfer-Encoding")) ? body.replace("=\n", "") : body;
        }
    }

    private final ServerSocket socket;
    private final Queue<Behaviour> next = new ConcurrentLinkedQueue<>();
    private final List<Mail> taken = new CopyOnWriteArrayList<>();

    SmtpServer() {
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    void next(Behaviour... behaviours) {
        next.addAll(List.of(behaviours));
    }

    List<Mail> to(String recipient) {
        return taken.stream().filter(mail -> mail.recipient().equals(recipient)).toList();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                var client = socket.accept();
                Thread.ofVirtual().start(() -> talk(client));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void talk(Socket client) {
        var behaviour = next.peek() == null ? Behaviour.TAKE : next.remove();
        try (client;
                var in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8))) {
            say(client, "220 test");
            var recipient = "";
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith("RCPT TO:")) {
                    recipient = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
                    switch (behaviour) {
                        case DEFER -> say(client, "450 4.2.1 try again later");
                        case REFUSE -> say(client, "550 5.1.1 no such user");
                        default -> say(client, "250 ok");
                    }
                } else if (line.equals("DATA")) {
                    say(client, "354 go on");
                    if (behaviour == Behaviour.HANG_UP) {
                        in.readLine();
                        return;
                    }
                    taken.add(new Mail(recipient, data(in)));
                    if (behaviour == Behaviour.TAKE_AND_HANG_UP) {
                        return;
                    }
                    say(client, "250 taken");
                } else if (line.equals("QUIT")) {
                    say(client, "221 bye");
                    return;
                } else {
                    say(client, "250 ok");
                }
            }
        } catch (IOException _) {
            // The other side hung up.
        }
    }

    private static String data(BufferedReader in) throws IOException {
        var lines = new ArrayList<String>();
        for (var line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            lines.add(line.startsWith("..") ? line.substring(1) : line);
        }
        return String.join("\n", lines) + "\n";
    }

    private static void say(Socket client, String line) throws IOException {
        client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        client.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
