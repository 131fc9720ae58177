package com.didstock.database;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's own programs on one data directory: unpacks them, creates the cluster, starts and stops the server. Knows
 * nothing of didstock's roles.
 *
 * <p>The programs are driven directly, not through the library that ships them: that one creates the cluster open to
 * every process of the machine.
 */
final class PostgresServer {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresServer.class);

    /** Written out although most are defaults: an embedded server that loses data on a power cut would be no database. */
    private static final List<String> SETTINGS = List.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "fsync=on",
            "synchronous_commit=on",
            "full_page_writes=on",
            "max_connections=50",
            "shared_buffers=256MB",
            "max_wal_size=2GB",
            "log_checkpoints=off");

    private final Path programs;
    private final Path cluster;
    private final Path log;

    private PostgresServer(Path programs, Path cluster, Path log) {
        this.programs = programs;
        this.cluster = cluster;
        this.log = log;
    }

    /**
     * Unpacks the programs below {@code programs} unless they are there.
     *
     * @param cluster PostgreSQL's data directory, need not exist yet
     */
    static PostgresServer of(Path programs, Path cluster, Path log) throws IOException {
        return new PostgresServer(unpack(programs), cluster, log);
    }

    boolean isCreated() {
        return Files.exists(cluster.resolve("PG_VERSION"));
    }

    /** Creates the cluster; no moment of its life lets anybody in without a password. */
    void create(String superuserPassword) throws IOException {
        // A half-made cluster must never be taken for a whole one: made aside, then renamed.
        var unfinished = cluster.resolveSibling(cluster.getFileName() + ".unfinished");
        deleteTree(unfinished);
        var passwordFile = Secrets.createPrivateFile(cluster.resolveSibling(".initdb-password"));
        try {
            Files.writeString(passwordFile, superuserPassword);
            run(
                    "initdb",
                    "--pgdata=" + unfinished,
                    "--username=postgres",
                    "--pwfile=" + passwordFile,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C.UTF-8");
        } finally {
            Files.deleteIfExists(passwordFile);
        }
        Files.move(unfinished, cluster, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The major version the cluster was made by must be that of the programs. */
    void refuseOtherVersion() throws IOException {
        var made = Files.readString(cluster.resolve("PG_VERSION")).strip();
        var shipped = Files.readString(programs.resolve("didstock-version")).strip();
        if (!made.equals(shipped)) {
            throw new StartRefusedException(
                    "The data in %s is of PostgreSQL %s, this didstock brings %s. Dump it with the old and load it with the new one."
                            .formatted(cluster, made, shipped));
        }
    }

    /**
     * Stops the server that a killed portal left behind. The caller holds the lock of the data directory, so whatever
     * runs on it has no living portal.
     */
    void stopOrphan() throws IOException {
        var pid = pid();
        if (pid.isEmpty()) {
            return;
        }
        var process = ProcessHandle.of(pid.get());
        if (process.isPresent() && isServerOfThisCluster(process.get())) {
            LOG.info("A killed portal left PostgreSQL (process {}) running on {}: stopping it", pid.get(), cluster);
            stop();
            return;
        }
        endStragglers();
        // By now the number may be another process's. PostgreSQL would take that for a living server and refuse.
        Files.delete(lockFile());
    }

    /** When the server itself was killed, its sessions may live on until they next look, and still write. */
    private void endStragglers() {
        var stragglers =
                ProcessHandle.allProcesses().filter(this::isServerOfThisCluster).toList();
        for (var straggler : stragglers) {
            straggler.destroyForcibly();
        }
        for (var straggler : stragglers) {
            straggler.onExit().orTimeout(30, TimeUnit.SECONDS).join();
        }
    }

    /** Returns when the server accepts connections; that includes recovery after a crash. */
    void start(int port) throws IOException {
        var options = new ArrayList<String>();
        options.add("-p " + port);
        for (var setting : SETTINGS) {
            options.add("-c " + setting);
        }
        run(
                "pg_ctl",
                "--pgdata=" + cluster,
                "--log=" + log,
                "--wait",
                "--timeout=300",
                "--options=" + String.join(" ", options),
                "start");
    }

    /** Ends sessions, writes a checkpoint, returns when the server is gone. */
    void stop() throws IOException {
        run("pg_ctl", "--pgdata=" + cluster, "--mode=fast", "--wait", "--timeout=120", "stop");
    }

    private Optional<Long> pid() throws IOException {
        try (var lines = Files.lines(lockFile())) {
            return lines.findFirst().map(String::strip).map(Long::valueOf);
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    private Path lockFile() {
        return cluster.resolve("postmaster.pid");
    }

    private boolean isServerOfThisCluster(ProcessHandle process) {
        var info = process.info();
        var program = info.command().map(Path::of).map(Path::getFileName).map(Path::toString);
        if (!program.map(name -> name.startsWith("postgres")).orElse(false)) {
            return false;
        }
        var workingDirectory = Path.of("/proc/" + process.pid() + "/cwd");
        if (Files.exists(workingDirectory, LinkOption.NOFOLLOW_LINKS)) {
            try {
                return workingDirectory.toRealPath().equals(cluster.toRealPath());
            } catch (IOException e) {
                LOG.debug("Cannot read the working directory of process {}", process.pid(), e);
            }
        }
        var arguments = info.arguments().map(List::of).orElse(List.of());
        return arguments.contains(cluster.toString());
    }

    private void run(String program, String... arguments) throws IOException {
        var command = new ArrayList<String>();
        if (isRoot()) {
            // PostgreSQL refuses to run as root; in a user namespace of its own it sees another user.
            Collections.addAll(command, "unshare", "--user");
        }
        command.add(programs.resolve("bin").resolve(program).toString());
        Collections.addAll(command, arguments);
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        try {
            var process = builder.start();
            if (!process.waitFor(10, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new StartRefusedException(refusal(program));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartRefusedException("Interrupted while waiting for PostgreSQL's " + program + ".", e);
        } catch (IOException e) {
            throw new StartRefusedException(refusal(program) + " (" + e.getMessage() + ")", e);
        }
    }

    private String refusal(String program) {
        var advice = isRoot()
                ? " PostgreSQL does not run as root where user namespaces are forbidden: start didstock as another user,"
                        + " or give a server with --jdbc-url."
                : "";
        return "PostgreSQL's %s failed; see the end of %s.%s".formatted(program, log, advice);
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static Path unpack(Path folder) throws IOException {
        byte[] archive;
        try (var in = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system(), machine())) {
            archive =
                    Objects.requireNonNull(in, "no PostgreSQL for this machine").readAllBytes();
        }
        var unpacked = folder.resolve(digest(archive));
        if (Files.exists(unpacked.resolve("didstock-version"))) {
            return unpacked;
        }
        var unfinished = Files.createTempDirectory(Files.createDirectories(folder), "unpacking");
        try (var tar = new TarArchiveInputStream(
                new XZInputStream(new BufferedInputStream(new ByteArrayInputStream(archive))))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(entry, tar, unfinished);
            }
        }
        Files.writeString(unfinished.resolve("didstock-version"), majorVersion(unfinished));
        deleteTree(unpacked);
        Files.move(unfinished, unpacked, StandardCopyOption.ATOMIC_MOVE);
        return unpacked;
    }

    private static void unpack(TarArchiveEntry entry, TarArchiveInputStream content, Path folder) throws IOException {
        var file = folder.resolve(entry.getName()).normalize();
        if (!file.startsWith(folder)) {
            throw new IOException("An entry outside of the archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            Files.createLink(file, folder.resolve(entry.getLinkName()));
        } else {
            Files.copy(content, file);
            if ((entry.getMode() & 0100) != 0 && !file.toFile().setExecutable(true, false)) {
                throw new IOException("Cannot make " + file + " executable");
            }
        }
    }

    /** A cluster's template says which major version the programs are, without running one. */
    private static String majorVersion(Path programs) throws IOException {
        try (var lines = Files.lines(programs.resolve("share/postgresql/postgres.bki"), StandardCharsets.UTF_8)) {
            return lines.findFirst()
                    .orElseThrow()
                    .replaceFirst("^# PostgreSQL ", "")
                    .strip();
        }
    }

    private static String digest(byte[] archive) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(archive))
                    .substring(0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String system() {
        var name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (name.startsWith("mac")) {
            return "Darwin";
        }
        return name.startsWith("windows") ? "Windows" : "Linux";
    }

    private static String machine() {
        var name = System.getProperty("os.arch");
        return name.equals("amd64") ? "x86_64" : name;
    }

    private static void deleteTree(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
