package io.tarn.server.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tarn.model.policy.CampaignName;
import io.tarn.model.profile.Profile;
import io.tarn.server.campaign.DecisionJson;
import io.tarn.wire.view.Disclosure;
import io.tarn.wire.view.ProfileView;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where profiles are read. Stores are asked on virtual threads. */
final class ProfileRoutes {
    private static final String READ = "profile.read";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final LiveRooms rooms;
    private final Bodies bodies;
    private final Bearer bearer;
    private final Replies replies;
    private final ProfileQuery query;

    ProfileRoutes(LiveRooms rooms, Bodies bodies, Replies replies) {
        this.rooms = rooms;
        this.bodies = bodies;
        this.bearer = new Bearer(rooms);
        this.replies = replies;
        this.query = new ProfileQuery(rooms);
    }

    /** One profile by any identifier. */
    void one(RoutingContext context) {
        answer(context, key -> {
            Profile profile =
                    query.shown(key, READ, Address.part(context, "key")).orElseThrow(Refusals::noSuchProfile);
            return ProfileView.format(profile, rooms.computed().apply(profile), disclosure(key));
        });
    }

    /** What one person would get now, and why. */
    void decide(RoutingContext context) {
        answer(context, key -> {
            Optional<CampaignName> only =
                    Optional.ofNullable(context.request().getParam("campaign")).map(CampaignName::new);
            DecisionJson.Told told = told(context.request().getParam("checks"));
            Profile profile = query.shown(key, "profile.decide", Address.part(context, "key"))
                    .orElseThrow(Refusals::noSuchProfile);
            Instant asOf = rooms.clock().instant().truncatedTo(ChronoUnit.MICROS);
            return DecisionJson.write(profile.id(), asOf, rooms.campaigns().decide(profile, only, asOf), told);
        });
    }

    private static DecisionJson.Told told(@Nullable String checks) {
        return switch (checks) {
            case null -> DecisionJson.Told.DECIDING;
            case "deciding" -> DecisionJson.Told.DECIDING;
            case "all" -> DecisionJson.Told.ALL;
            default -> throw Refusals.wrongInput("'checks' is deciding, for those that hold a message back, or all.");
        };
    }

    /** Several profiles; those that nobody is known by are null. */
    void several(RoutingContext context) {
        bodies.read(
                context,
                body -> answer(context, key -> {
                    List<String> asked = asked(body);
                    return Replies.object(json -> {
                        json.writeArrayFieldStart("profiles");
                        for (String one : asked) {
                            Optional<Profile> found = query.shown(key, "profile.batch_read", one);
                            json.writeStartObject();
                            json.writeStringField("identifier", one);
                            json.writeFieldName("profile");
                            if (found.isPresent()) {
                                Profile profile = found.get();
                                ProfileView.write(
                                        json, profile, rooms.computed().apply(profile), disclosure(key));
                            } else {
                                json.writeNull();
                            }
                            json.writeEndObject();
                        }
                        json.writeEndArray();
                    });
                }));
    }

    /** In the shape of Segment's Profile API. */
    void space(RoutingContext context) {
        answer(context, key -> {
            if (!Address.part(context, "collection").equals("users")) {
                throw Refusals.noSuchProfile();
            }
            Profile profile =
                    query.shown(key, READ, Address.part(context, "key")).orElseThrow(Refusals::noSuchProfile);
            SpaceView view =
                    new SpaceView(context.request(), profile, rooms.computed().apply(profile), disclosure(key));
            return view.format(Address.part(context, "part"));
        });
    }

    private void answer(RoutingContext context, Function<Caller, String> body) {
        replies.answer(context, bearer::reading, body);
    }

    static Disclosure disclosure(Caller key) {
        return key.seesAll() ? Disclosure.PLAIN : Disclosure.MASKED;
    }

    private List<String> asked(byte[] body) {
        int most = rooms.config().batchProfilesMax();
        try {
            JsonNode list = MAPPER.readTree(body).path("identifiers");
            if (!list.isArray() || list.isEmpty() || list.size() > most) {
                throw Refusals.wrongInput(
                        "Send {\"identifiers\": [\"email:…\", …]} with 1 to " + most + " identifiers.");
            }
            List<String> asked = new ArrayList<>();
            list.forEach(one -> asked.add(one.asText()));
            return asked;
        } catch (JsonProcessingException _) {
            throw Refusals.wrongInput("The body is no valid JSON. Send {\"identifiers\": [\"email:…\", …]}.");
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }
}
