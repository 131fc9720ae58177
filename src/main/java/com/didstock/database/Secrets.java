package com.didstock.database;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Properties;

/** The embedded server's passwords, one per role: generated once, readable by the user of the portal only. */
final class Secrets {

    private final Properties passwords;

    private Secrets(Properties passwords) {
        this.passwords = passwords;
    }

    static Secrets generate(Path file, List<String> roles) throws IOException {
        var random = new SecureRandom();
        var passwords = new Properties();
        for (var role : roles) {
            var bytes = new byte[32];
            random.nextBytes(bytes);
            passwords.setProperty(role, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        }
        var unfinished = createPrivateFile(file.resolveSibling(file.getFileName() + ".unfinished"));
        try (var out = Files.newBufferedWriter(unfinished)) {
            passwords.store(out, "Passwords of the embedded PostgreSQL. Keep this file with the data.");
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        return new Secrets(passwords);
    }

    static Secrets read(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new StartRefusedException(
                    "The passwords of the embedded database are missing: %s. Put the file back.".formatted(file));
        }
        var passwords = new Properties();
        try (var in = Files.newBufferedReader(file)) {
            passwords.load(in);
        }
        return new Secrets(passwords);
    }

    String of(String role) {
        var password = passwords.getProperty(role);
        if (password == null) {
            throw new StartRefusedException("The embedded database's password file has none for " + role + ".");
        }
        return password;
    }

    /** Nobody else may read it, from its first moment on; replaces what was there. */
    static Path createPrivateFile(Path file) throws IOException {
        Files.deleteIfExists(file);
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            return Files.createFile(
                    file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        return Files.createFile(file);
    }
}
