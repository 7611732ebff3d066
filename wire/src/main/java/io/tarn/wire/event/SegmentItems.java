package io.tarn.wire.event;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How events are cut out of a request, with what stands around them. */
final class SegmentItems {
    private static final int EVENT_BARE_MAX = 64;

    private SegmentItems() {}

    /**
     * What a batch says for all of its events.
     *
     * @param context a JSON object
     * @param integrations a JSON object
     */
    record Outer(
            @Nullable String sentAt,
            @Nullable String context,
            @Nullable String integrations,
            boolean historical) {}

    static SegmentItem item(byte[] json, SegmentScan.Seen seen, SegmentEndpoint endpoint, Outer outer)
            throws IOException {
        boolean single = endpoint != SegmentEndpoint.BATCH;
        Optional<String> messageId = messageId(seen.messageId);
        String type = seen.type == null && single ? endpoint.word() : seen.type;
        boolean sound = isKnown(type)
                && (!single || endpoint.word().equals(type))
                && seen.identified
                && (seen.named || !"track".equals(type))
                && !"group".equals(type)
                && !"alias".equals(type)
                && (seen.messageId == null || seen.messageId.length() <= SegmentCodec.MESSAGE_ID_MAX)
                && seen.end - seen.start <= SegmentCodec.EVENT_LENGTH_MAX;
        boolean anew = seen.hasWriteKey
                || (seen.hasContext && outer.context != null)
                || (seen.hasIntegrations && outer.integrations != null);
        String added = added(seen, single ? endpoint.word() : null, outer);
        String text = anew ? anew(json, seen, added, outer) : cut(json, seen, added);
        return new SegmentItem(messageId, text, seen.historical || outer.historical, sound);
    }

    private static boolean isKnown(@Nullable String type) {
        return type != null
                && !type.equals("batch")
                && SegmentEndpoint.find(type)
                        .filter(one -> one.word().equals(type))
                        .isPresent();
    }

    static Optional<String> messageId(@Nullable String said) {
        if (said == null || said.isBlank()) {
            return Optional.empty();
        }
        return Optional.of(said.length() <= SegmentCodec.MESSAGE_ID_MAX ? said : "sha256:" + sha256(said));
    }

    /** The fields that the event lacks and its surroundings have, with a comma before each. */
    private static String added(SegmentScan.Seen seen, @Nullable String type, Outer outer) {
        if ((type == null || seen.type != null)
                && (seen.hasSentAt || outer.sentAt == null)
                && (seen.hasContext || outer.context == null)
                && (seen.hasIntegrations || outer.integrations == null)) {
            return "";
        }
        StringBuilder added = new StringBuilder();
        if (type != null && seen.type == null) {
            added.append(",\"type\":\"").append(type).append('"');
        }
        if (!seen.hasSentAt && outer.sentAt != null) {
            added.append(",\"sentAt\":\"")
                    .append(JsonStringEncoder.getInstance().quoteAsString(outer.sentAt))
                    .append('"');
        }
        if (!seen.hasContext && outer.context != null) {
            added.append(",\"context\":").append(outer.context);
        }
        if (!seen.hasIntegrations && outer.integrations != null) {
            added.append(",\"integrations\":").append(outer.integrations);
        }
        return added.toString();
    }

    /** The event as it stands in the body, with something added before its last brace. */
    private static String cut(byte[] json, SegmentScan.Seen seen, String added) {
        if (added.isEmpty()) {
            return new String(json, seen.start, seen.end - seen.start, StandardCharsets.UTF_8);
        }
        String open = new String(json, seen.start, seen.end - 1 - seen.start, StandardCharsets.UTF_8);
        boolean bare = open.length() < EVENT_BARE_MAX && open.strip().equals("{");
        return open.concat((bare ? added.substring(1) : added) + "}");
    }

    /** The event field by field: without its write key, its own context and integrations before those of the batch. */
    private static String anew(byte[] json, SegmentScan.Seen seen, String added, Outer outer) throws IOException {
        StringWriter out = new StringWriter(seen.end - seen.start + added.length());
        try (JsonParser in = SegmentCodec.JSON.createParser(json, seen.start, seen.end - seen.start);
                JsonGenerator copy = SegmentCodec.JSON.createGenerator(out)) {
            in.nextToken();
            copy.writeStartObject();
            for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
                in.nextToken();
                if (name.equals("writeKey")) {
                    in.skipChildren();
                    continue;
                }
                copy.writeFieldName(name);
                String more = name.equals("context")
                        ? outer.context
                        : name.equals("integrations") ? outer.integrations : null;
                if (more != null && in.isExpectedStartObjectToken()) {
                    merge(in, more, copy);
                } else {
                    copy(in, copy);
                }
            }
            copy.flush();
            String open = out.toString();
            return open.concat((open.equals("{") && !added.isEmpty() ? added.substring(1) : added) + "}");
        }
    }

    private static void merge(JsonParser own, String outer, JsonGenerator copy) throws IOException {
        Set<String> names = new HashSet<>();
        copy.writeStartObject();
        for (String name = own.nextFieldName(); name != null; name = own.nextFieldName()) {
            own.nextToken();
            names.add(name);
            copy.writeFieldName(name);
            copy(own, copy);
        }
        try (JsonParser more = SegmentCodec.JSON.createParser(outer)) {
            more.nextToken();
            for (String name = more.nextFieldName(); name != null; name = more.nextFieldName()) {
                more.nextToken();
                if (names.contains(name)) {
                    more.skipChildren();
                } else {
                    copy.writeFieldName(name);
                    copy(more, copy);
                }
            }
        }
        copy.writeEndObject();
    }

    /** Copies the value at which a parser stands; numbers keep their digits. */
    private static void copy(JsonParser in, JsonGenerator out) throws IOException {
        int depth = 0;
        do {
            out.copyCurrentEventExact(in);
            if (in.currentToken().isStructStart()) {
                depth++;
            } else if (in.currentToken().isStructEnd()) {
                depth--;
            }
        } while (depth > 0 && in.nextToken() != null);
    }

    static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException failure) {
            throw new TarnException(
                    ErrorCode.INVARIANT_BROKEN, "This Java lacks SHA-256, which each must have.", failure);
        }
    }
}
