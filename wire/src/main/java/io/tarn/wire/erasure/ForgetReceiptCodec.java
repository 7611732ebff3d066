package io.tarn.wire.erasure;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tarn.model.erasure.ForgetReceipt;

/** A {@link ForgetReceipt} as JSON, for programs and for the file that is kept of it. */
public final class ForgetReceiptCodec {
    private static final JsonMapper JSON = new JsonMapper();

    private ForgetReceiptCodec() {}

    public static String write(ForgetReceipt receipt) {
        ObjectNode json = JSON.createObjectNode();
        json.put("id", receipt.id())
                .put("forgotten_at", receipt.forgottenAt().toString())
                .put("asked", receipt.asked())
                .put("profiles", receipt.profiles())
                .put("tombstones", receipt.tombstones())
                .put("shared_identifiers", receipt.sharedIdentifiers())
                .put("rows", receipt.rows())
                .put("log_entries", receipt.logEntries());
        json.putArray("tables");
        receipt.tables()
                .forEach(one -> json.withArray("tables")
                        .addObject()
                        .put("table", one.table())
                        .put("rows", one.rows())
                        .put("version", one.version())
                        .put("files_vacuumed", one.filesVacuumed()));
        json.putArray("reports");
        receipt.reports().forEach(one -> json.withArray("reports").add(one));
        json.putArray("beyond");
        receipt.beyond()
                .forEach(one -> json.withArray("beyond")
                        .addObject()
                        .put("source", one.source())
                        .put("place", one.place())
                        .put("records", one.records())
                        .put("advice", one.advice()));
        return json.toPrettyString();
    }
}
