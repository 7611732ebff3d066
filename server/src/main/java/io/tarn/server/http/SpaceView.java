package io.tarn.server.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tarn.model.event.Value;
import io.tarn.model.identity.Identifier;
import io.tarn.model.profile.Constituent;
import io.tarn.model.profile.Profile;
import io.tarn.model.profile.RecentEvent;
import io.tarn.model.profile.TraitValue;
import io.tarn.wire.event.ValueCodec;
import io.tarn.wire.view.Disclosure;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One profile in the shape of Segment's Profile API, with its pages and choices. */
final class SpaceView {
    private static final int LIMIT_DEFAULT = 10;
    private static final int LIMIT_MAX = 200;

    private final HttpServerRequest request;
    private final Profile profile;
    private final Map<String, Value> computed;
    private final Disclosure disclosure;
    private final int limit;

    SpaceView(HttpServerRequest request, Profile profile, Map<String, Value> computed, Disclosure disclosure) {
        this.request = request;
        this.profile = profile;
        this.computed = computed;
        this.disclosure = disclosure;
        this.limit = number(request.getParam("limit"), LIMIT_DEFAULT);
    }

    String format(String part) {
        return switch (part) {
            case "traits" -> traits();
            case "external_ids" -> page("data", List.copyOf(profile.identifiers()), this::externalId);
            case "events" -> page("data", profile.recent(), SpaceView::event);
            case "links" -> page("data", List.<Identifier>of(), this::externalId);
            case "metadata" -> metadata();
            default -> throw Refusals.noSuchPlace();
        };
    }

    private String traits() {
        Map<String, Value> values = new TreeMap<>();
        Map<String, TraitValue> said = profile.traits();
        said.forEach((name, trait) -> values.put(name, trait.value()));
        values.putAll(computed);
        Set<String> wanted = words(request.getParam("include"));
        Set<String> unwanted = words(request.getParam("exclude"));
        List<String> names = values.keySet().stream()
                .filter(name -> wanted.isEmpty() || wanted.contains(name))
                .filter(name -> !unwanted.contains(name))
                .toList();
        int from = offset(names.size());
        int to = Math.min(names.size(), from + limit);
        boolean verbose = "true".equals(request.getParam("verbose"));
        return Replies.object(json -> {
            json.writeObjectFieldStart("traits");
            for (String name : names.subList(from, to)) {
                Value value = disclosure.trait(name, values.getOrDefault(name, Value.Nothing.NOTHING));
                json.writeFieldName(name);
                if (verbose) {
                    verbose(json, value, computed.containsKey(name) ? null : said.get(name));
                } else {
                    ValueCodec.write(json, value);
                }
            }
            json.writeEndObject();
            cursor(json, to, names.size());
        });
    }

    private static void verbose(JsonGenerator json, Value value, @Nullable TraitValue said) throws IOException {
        json.writeStartObject();
        json.writeFieldName("value");
        ValueCodec.write(json, value);
        json.writeStringField("source_id", said == null ? "computed" : said.source());
        if (said != null) {
            json.writeStringField("updated_at", said.at().toString());
        }
        json.writeEndObject();
    }

    private void externalId(JsonGenerator json, Identifier identifier) throws IOException {
        json.writeStringField("id", disclosure.identifier(identifier));
        json.writeStringField("type", identifier.type().name());
        json.writeStringField("collection", "users");
        json.writeStringField("encoding", "none");
    }

    private static void event(JsonGenerator json, RecentEvent event) throws IOException {
        json.writeStringField("message_id", event.key().messageId());
        json.writeStringField("source_id", event.key().source().value());
        json.writeStringField("type", event.type());
        json.writeStringField("event", event.name());
        json.writeStringField("timestamp", event.timestamp().toString());
    }

    private String metadata() {
        Instant created = profile.constituents().stream()
                .map(Constituent::createdAt)
                .min(Instant::compareTo)
                .orElseThrow();
        Instant updated = profile.constituents().stream()
                .map(Constituent::lastSeen)
                .max(Instant::compareTo)
                .orElseThrow();
        return Replies.object(json -> {
            json.writeObjectFieldStart("metadata");
            json.writeStringField("segment_id", profile.id().value());
            json.writeStringField("created_at", created.toString());
            json.writeStringField("updated_at", updated.toString());
            json.writeEndObject();
            cursor(json, 1, 1);
        });
    }

    /** Writes the inside of one entry. */
    @FunctionalInterface
    private interface Entry<T> {
        void write(JsonGenerator json, T one) throws IOException;
    }

    private <T> String page(String field, List<T> all, Entry<T> entry) {
        List<T> entries = new ArrayList<>(all);
        int from = offset(entries.size());
        int to = Math.min(entries.size(), from + limit);
        return Replies.object(json -> {
            json.writeArrayFieldStart(field);
            for (T one : entries.subList(from, to)) {
                json.writeStartObject();
                entry.write(json, one);
                json.writeEndObject();
            }
            json.writeEndArray();
            cursor(json, to, entries.size());
        });
    }

    private void cursor(JsonGenerator json, int to, int all) throws IOException {
        json.writeObjectFieldStart("cursor");
        json.writeStringField("url", request.path());
        json.writeBooleanField("has_more", to < all);
        json.writeStringField("next", to < all ? Integer.toString(to) : "");
        json.writeNumberField("limit", limit);
        json.writeEndObject();
    }

    private int offset(int all) {
        String cursor = request.getParam("cursor");
        return cursor == null ? 0 : Math.min(all, Math.max(0, parsed(cursor, "cursor")));
    }

    private static int number(@Nullable String text, int otherwise) {
        return text == null ? otherwise : Math.clamp(parsed(text, "limit"), 1, LIMIT_MAX);
    }

    private static int parsed(String text, String name) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException _) {
            throw Refusals.wrongInput("'" + name + "' is no whole number.");
        }
    }

    private static Set<String> words(@Nullable String list) {
        return list == null
                ? Set.of()
                : Arrays.stream(list.split(",")).map(String::strip).collect(Collectors.toSet());
    }
}
