package io.tarn.server.audience;

import io.tarn.audience.AudienceDefinition;
import io.tarn.audience.Expression;
import io.tarn.audience.Problem;
import io.tarn.audience.bind.BindResult;
import io.tarn.audience.bind.BoundExpression;
import io.tarn.audience.bind.LakeExpression;
import io.tarn.audience.eval.Explainer;
import io.tarn.audience.parse.ExpressionParser;
import io.tarn.audience.parse.ParseResult;
import io.tarn.collect.normalize.EmailForm;
import io.tarn.collect.normalize.PhoneForm;
import io.tarn.decide.holdout.Holdout;
import io.tarn.lake.Lake;
import io.tarn.loop.audience.AudienceCatalog;
import io.tarn.loop.audience.AudienceLake;
import io.tarn.loop.audience.Declared;
import io.tarn.loop.audience.LakeProfile;
import io.tarn.loop.audience.MemberPage;
import io.tarn.loop.audience.Reach;
import io.tarn.loop.audience.ReachOrder;
import io.tarn.loop.audience.SeenWords;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.Suggestions;
import io.tarn.model.error.TarnException;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.IdentifierType;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.message.ChannelKind;
import io.tarn.model.message.Purpose;
import io.tarn.model.policy.AudienceName;
import io.tarn.model.policy.Campaign;
import io.tarn.model.policy.CampaignName;
import io.tarn.model.policy.Guardrails;
import io.tarn.model.policy.SourceDefinition;
import io.tarn.server.audience.ListedAudience.Standing;
import io.tarn.server.config.DefinitionFile;
import io.tarn.server.config.Project;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Answers from the lake of a home and the definitions of its project, which are read anew for each question. */
public final class LakeAudiences implements Audiences {
    private final Lake lake;
    private final Project project;
    private final String region;
    private final InstantSource clock;
    private final Optional<Instant> then;
    private final SeenWords seen = new SeenWords();

    /**
     * Opens nothing yet.
     *
     * @param region by which telephone numbers without a country are read; may be empty
     */
    public LakeAudiences(Lake lake, Path project, String region, InstantSource clock) {
        this(lake, new Project(project), region, clock, Optional.empty());
    }

    private LakeAudiences(Lake lake, Project project, String region, InstantSource clock, Optional<Instant> then) {
        this.lake = lake;
        this.project = project;
        this.region = region;
        this.clock = clock;
        this.then = then;
    }

    /** The same questions about the tables as they were at an instant. */
    public LakeAudiences asOf(Instant instant) {
        return new LakeAudiences(lake, project, region, clock, Optional.of(instant));
    }

    @Override
    public List<ListedAudience> list() {
        List<AudienceDefinition> audiences = project.audiences();
        try (AudienceLake open = open()) {
            AudienceCatalog catalog = catalog(open, audiences);
            Map<AudienceName, Instant> since = open.since();
            return audiences.stream()
                    .map(one -> listed(open, one, catalog, since))
                    .toList();
        }
    }

    /** What nobody did or said yet is told, and does not keep an audience from being counted. */
    private static ListedAudience listed(
            AudienceLake open, AudienceDefinition audience, AudienceCatalog catalog, Map<AudienceName, Instant> since) {
        Optional<Instant> first = Optional.ofNullable(since.get(audience.name()));
        List<Problem> unseen =
                catalog.bind(audience) instanceof BindResult.Refused(var problems) ? problems : List.of();
        return switch (catalog.bindDeclared(audience)) {
            case BindResult.Live(BoundExpression live) ->
                new ListedAudience(audience, Standing.LIVE, Optional.of(open.count(live.inLake())), unseen, first);
            case BindResult.LakeOnly(LakeExpression only, var reasons) ->
                new ListedAudience(audience, Standing.LAKE_ONLY, Optional.of(open.count(only)), reasons, first);
            case BindResult.Refused(var refused) ->
                new ListedAudience(audience, Standing.REFUSED, Optional.empty(), refused, first);
        };
    }

    @Override
    public long count(String audience) {
        try (AudienceLake open = open()) {
            return open.count(named(open, audience));
        }
    }

    @Override
    public long count(Expression where) {
        try (AudienceLake open = open()) {
            return open.count(catalog(open, project.audiences()).bind(where).lakeOrThrow("where"));
        }
    }

    /** How many belong to an expression as text; what is wrong with it is shown with a mark under the character. */
    public long countText(String where) {
        Expression expression = switch (ExpressionParser.parse(where)) {
            case ParseResult.Parsed(Expression parsed) -> parsed;
            case ParseResult.Unreadable(Problem problem) -> throw refused(where, List.of(problem));
        };
        try (AudienceLake open = open()) {
            BindResult bound = catalog(open, project.audiences()).bind(expression);
            if (bound instanceof BindResult.Refused(var problems)) {
                throw refused(where, problems);
            }
            return open.count(bound.lakeOrThrow("where"));
        }
    }

    private static TarnException refused(String where, List<Problem> problems) {
        String marked = problems.stream()
                .map(problem -> problem.sentence() + "\n" + AudienceText.marked(where, problem))
                .collect(Collectors.joining());
        return new TarnException(
                ErrorCode.INVALID_INPUT, "The expression cannot be answered: " + marked.stripTrailing());
    }

    @Override
    public MemberPage members(String audience, int limit, Optional<ProfileId> after) {
        try (AudienceLake open = open()) {
            return open.members(named(open, audience), limit, after);
        }
    }

    @Override
    public Reach reach(String audience, ChannelKind channel, Purpose purpose) {
        Guardrails guardrails = project.guardrails();
        List<Holdout> holdouts = guardrails.holdout().stream()
                .map(one -> new Holdout(one.name(), one.share(), one.salt()))
                .toList();
        Set<CampaignName> transactional = project.campaigns().stream()
                .filter(Campaign::isTransactional)
                .map(Campaign::name)
                .collect(Collectors.toSet());
        try (AudienceLake open = open()) {
            return open.reach(
                    named(open, audience),
                    new ReachOrder(channel, purpose, guardrails.caps(), transactional, holdouts));
        }
    }

    @Override
    public ExplainedMembership explain(String audience, String profile) {
        try (AudienceLake open = open()) {
            LakeExpression expression = named(open, audience);
            LakeProfile found = id(open, profile)
                    .flatMap(id -> open.profile(id, expression))
                    .orElseThrow(() -> new TarnException(
                            ErrorCode.NOT_FOUND,
                            "No profile has this id or identifier. Say a profile id, or TYPE:VALUE such as"
                                    + " email:ann@example.com."));
            BoundExpression whole = new BoundExpression(expression.root(), List.of(), expression.dependencies());
            return new ExplainedMembership(
                    new AudienceName(audience), found.id(), open.asOf(), Explainer.explain(whole, found, open.asOf()));
        }
    }

    /** Reads and binds every definition, and tells all that is wrong with any. */
    public List<CheckedAudience> check() {
        List<CheckedAudience> checked = new ArrayList<>();
        List<DefinitionFile.Sound<AudienceDefinition>> readable = new ArrayList<>();
        for (DefinitionFile<AudienceDefinition> file : project.audienceFiles()) {
            switch (file) {
                case DefinitionFile.Sound<AudienceDefinition> sound -> readable.add(sound);
                case DefinitionFile.Faulty<AudienceDefinition> faulty -> checked.add(CheckedAudience.of(faulty));
            }
        }
        try (AudienceLake open = open()) {
            AudienceCatalog catalog = catalog(
                    open,
                    readable.stream().map(DefinitionFile.Sound::definition).toList());
            readable.forEach(file -> checked.add(CheckedAudience.of(file, catalog.bind(file.definition()))));
        }
        checked.sort(Comparator.comparing(CheckedAudience::file));
        return checked;
    }

    private AudienceLake open() {
        return then.map(instant -> AudienceLake.past(lake, instant))
                .orElseGet(() -> AudienceLake.now(lake, clock.instant()));
    }

    private AudienceCatalog catalog(AudienceLake open, List<AudienceDefinition> audiences) {
        List<SourceDefinition> sources = project.sources();
        Optional<Set<String>> mapped = sources.isEmpty()
                ? Optional.empty()
                : Optional.of(sources.stream()
                        .flatMap(source -> source.columns().stream())
                        .map(column -> column.trait())
                        .collect(Collectors.toSet()));
        Declared declared = new Declared(audiences, project.traits(), project.trackingPlan(), mapped);
        return open.catalog(declared, then.isPresent() ? new SeenWords() : seen);
    }

    private LakeExpression named(AudienceLake open, String name) {
        List<AudienceDefinition> audiences = project.audiences();
        List<String> names =
                audiences.stream().map(audience -> audience.name().value()).toList();
        AudienceDefinition audience = audiences.stream()
                .filter(one -> one.name().value().equals(name))
                .findFirst()
                .orElseThrow(() -> new TarnException(ErrorCode.NOT_FOUND, unknown(name, names)));
        return catalog(open, audiences).bindDeclared(audience).lakeOrThrow(name);
    }

    private static String unknown(String name, List<String> names) {
        String shown =
                AudienceName.isForm(name) ? "There is no audience '" + name + "'." : "There is no such audience.";
        return shown
                + (names.isEmpty()
                        ? " Declare one in the project: audiences/NAME.yaml."
                        : Suggestions.didYouMean(name, names) + " Known audiences: "
                                + names.stream().limit(20).collect(Collectors.joining(", ")) + ".");
    }

    private Optional<ProfileId> id(AudienceLake open, String profile) {
        String text = profile.startsWith("id:") ? profile.substring("id:".length()) : profile;
        int colon = text.indexOf(':');
        if (colon < 1) {
            return Stream.of(text).filter(ProfileId::isForm).map(ProfileId::new).findFirst();
        }
        IdentifierType type = new IdentifierType(text.substring(0, colon));
        String value = text.substring(colon + 1).strip();
        if (value.isEmpty() || value.length() > Identifier.VALUE_LENGTH_MAX) {
            return Optional.empty();
        }
        return open.find(new Identifier(type, normal(type, value)));
    }

    /** As identifiers are kept. */
    private String normal(IdentifierType type, String value) {
        if (type.equals(IdentifierType.EMAIL)) {
            return EmailForm.of(value).orElse(value);
        }
        return type.equals(IdentifierType.PHONE)
                ? PhoneForm.of(value, region.isEmpty() ? null : region).orElse(value)
                : value;
    }
}
