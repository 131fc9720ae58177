package com.didstock.uploads;

import static com.didstock.db.didstock.Tables.UPLOAD_MAPPING;

import com.didstock.tenancy.TenantContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What a tenant said the columns of its files mean, by the names of the columns. */
@Component
class RememberedColumns {

    private static final int KEPT = 200;

    /** {@return what was said of a file with this very header, whatever the case of its letters} */
    Optional<ColumnMapping> of(TenantContext context, List<String> header) {
        return context.sql()
                .select(UPLOAD_MAPPING.MEANINGS)
                .from(UPLOAD_MAPPING)
                .where(context.owns(UPLOAD_MAPPING.OPERATOR_ID, UPLOAD_MAPPING.TENANT_ID))
                .and(UPLOAD_MAPPING.HEADER_HASH.eq(hash(header)))
                .fetchOptional(UPLOAD_MAPPING.MEANINGS)
                .map(RememberedColumns::mapping);
    }

    /** Remembers it instead of what was said before; of very many headers, the ones not used for long are forgotten. */
    void remember(TenantContext context, List<String> header, ColumnMapping mapping) {
        var meanings = new String[header.size()];
        for (int place = 0; place < meanings.length; place++) {
            var column = mapping.meanings().get(place);
            meanings[place] = column == null ? "" : column.name();
        }
        var now = UploadStore.at(context.now());
        context.sql()
                .insertInto(UPLOAD_MAPPING)
                .set(UPLOAD_MAPPING.OPERATOR_ID, context.actor().operatorId())
                .set(UPLOAD_MAPPING.TENANT_ID, context.actor().tenantId())
                .set(UPLOAD_MAPPING.HEADER_HASH, hash(header))
                .set(UPLOAD_MAPPING.MEANINGS, meanings)
                .set(UPLOAD_MAPPING.USED_AT, now)
                .onConflict(UPLOAD_MAPPING.OPERATOR_ID, UPLOAD_MAPPING.TENANT_ID, UPLOAD_MAPPING.HEADER_HASH)
                .doUpdate()
                .set(UPLOAD_MAPPING.MEANINGS, meanings)
                .set(UPLOAD_MAPPING.USED_AT, now)
                .execute();
        var mine = context.owns(UPLOAD_MAPPING.OPERATOR_ID, UPLOAD_MAPPING.TENANT_ID);
        context.sql()
                .deleteFrom(UPLOAD_MAPPING)
                .where(mine)
                .and(UPLOAD_MAPPING.HEADER_HASH.in(context.sql()
                        .select(UPLOAD_MAPPING.HEADER_HASH)
                        .from(UPLOAD_MAPPING)
                        .where(mine)
                        .orderBy(UPLOAD_MAPPING.USED_AT.desc(), UPLOAD_MAPPING.HEADER_HASH)
                        .offset(KEPT)))
                .execute();
    }

    private static ColumnMapping mapping(String[] meanings) {
        var said = new HashMap<Integer, FileColumn>();
        for (int place = 0; place < meanings.length; place++) {
            for (var column : FileColumn.values()) {
                if (column.name().equals(meanings[place])) {
                    said.put(place, column);
                }
            }
        }
        return new ColumnMapping(said);
    }

    private static byte[] hash(List<String> header) {
        var text = header.stream().map(FileColumn::normal).collect(Collectors.joining("\n"));
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
