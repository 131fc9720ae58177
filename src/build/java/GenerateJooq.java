import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.flywaydb.core.Flyway;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Jdbc;
import org.jooq.meta.jaxb.SchemaMappingType;
import org.jooq.meta.jaxb.Target;

/**
 * Writes jOOQ's classes from the migrations: starts an embedded PostgreSQL, creates the roles, migrates, generates.
 * Does nothing when neither the migrations nor this program changed since the last run.
 *
 * <p>Arguments: the folder with {@code bootstrap.sql} and {@code migration/}, and the target folder.
 */
class GenerateJooq {

    public static void main(String[] args) throws Exception {
        var db = Path.of(args[0]);
        var target = Path.of(args[1]);
        var stampFile = target.resolve("migrations.sha256");
        var stamp = stamp(db);
        if (Files.exists(stampFile) && Files.readString(stampFile).equals(stamp)) {
            return;
        }
        try (var postgres = EmbeddedPostgres.builder()
                .setLocaleConfig("encoding", "UTF8")
                .setLocaleConfig("locale", "C.UTF-8")
                .start()) {
            try (var connection = postgres.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute(Files.readString(db.resolve("bootstrap.sql")));
            }
            Flyway.configure()
                    .dataSource(postgres.getPostgresDatabase())
                    .initSql("set role didstock_owner")
                    .locations("filesystem:" + db.resolve("migration"))
                    .schemas("infra")
                    .createSchemas(false)
                    .load()
                    .migrate();
            generate(postgres.getJdbcUrl("postgres", "postgres"), target);
        }
        Files.writeString(stampFile, stamp);
    }

    private static void generate(String url, Path target) throws Exception {
        GenerationTool.generate(new Configuration()
                .withJdbc(new Jdbc().withUrl(url).withUser("postgres"))
                .withGenerator(new Generator()
                        .withDatabase(new Database()
                                .withName("org.jooq.meta.postgres.PostgresDatabase")
                                .withSchemata(
                                        new SchemaMappingType().withInputSchema("didstock"),
                                        new SchemaMappingType().withInputSchema("infra"))
                                .withExcludes("flyway_schema_history")
                                .withIncludeRoutines(false))
                        .withGenerate(new Generate()
                                .withJavaTimeTypes(true)
                                .withRecords(true)
                                .withComments(false)
                                .withGeneratedAnnotation(false))
                        .withTarget(
                                new Target().withPackageName("com.didstock.db").withDirectory(target.toString()))));
    }

    private static String stamp(Path db) throws Exception {
        var digest = MessageDigest.getInstance("SHA-256");
        try (var files = Files.walk(db)) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                digest.update(file.getFileName().toString().getBytes(StandardCharsets.UTF_8));
                digest.update(Files.readAllBytes(file));
            }
        }
        digest.update(
                Files.readAllBytes(Path.of("src/build/java/GenerateJooq.java").toAbsolutePath()));
        return HexFormat.of().formatHex(digest.digest());
    }
}
