package io.tarn.loop.audience;

import io.tarn.audience.AudienceDefinition;
import io.tarn.audience.Expression;
import io.tarn.audience.bind.BindResult;
import io.tarn.audience.bind.Binder;
import io.tarn.audience.bind.Catalog;
import io.tarn.audience.bind.Catalog.KnownEvent;
import io.tarn.audience.bind.Welcome;
import io.tarn.lake.LakeSession;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.ColumnType;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.lake.table.GoldTables;
import io.tarn.lake.table.TableName;
import io.tarn.model.policy.AudienceName;
import io.tarn.model.policy.ComputedTrait;
import io.tarn.model.policy.TraitType;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What expressions may speak of in a home: what was declared, what gold has columns for, and what live tables say.
 *
 * <p>Nothing is scanned that an expression does not need: it is bound by what is declared, then by the names of events
 * that were seen, then by all that live profiles say, until it can be. Confined to one thread.
 */
public final class AudienceCatalog {
    /** How much is looked at. */
    private enum Depth {
        DECLARED,
        EVENTS,
        ALL
    }

    private final LakeSession session;
    private final Set<TableName> present;
    private final Map<String, Column> gold;
    private final Declared declared;
    private final SeenWords seen;
    private final Map<Depth, Catalog> known = new EnumMap<>(Depth.class);

    AudienceCatalog(LakeSession session, AudienceMoment moment, LivingRelations relations, Words words) {
        this.session = session;
        this.present = moment.present();
        this.gold = relations.goldTraits();
        this.declared = words.declared();
        this.seen = words.seen();
    }

    /** What was declared, and what was seen of live tables before. */
    record Words(Declared declared, SeenWords seen) {}

    /** Binds an expression that has no name. */
    public BindResult bind(Expression expression) {
        return bound(catalog -> Binder.bind(expression, catalog));
    }

    /** Binds an audience. */
    public BindResult bind(AudienceDefinition audience) {
        return bound(catalog -> Binder.bind(audience, catalog));
    }

    /**
     * Binds an audience that is declared: as the live road has it, it may speak of what nobody did or said yet, and is
     * empty as far as that goes. What is wrong with it besides is refused.
     */
    public BindResult bindDeclared(AudienceDefinition audience) {
        BindResult strict = bind(audience);
        if (!(strict instanceof BindResult.Refused)) {
            return strict;
        }
        Catalog known = whole().withPurposes(Set.of());
        List<Expression> all = List.copyOf(known.audiences().values());
        BindResult welcoming = Binder.bind(audience, Welcome.to(known, all).catalog());
        return welcoming instanceof BindResult.Refused ? strict : welcoming;
    }

    private BindResult bound(Function<Catalog, BindResult> binding) {
        for (Depth depth : new Depth[] {Depth.DECLARED, Depth.EVENTS}) {
            BindResult result = binding.apply(catalog(depth));
            boolean settled = switch (result) {
                case BindResult.Live live ->
                    live.expression().dependencies().consents().isEmpty();
                case BindResult.LakeOnly lake ->
                    lake.expression().dependencies().consents().isEmpty();
                case BindResult.Refused _ -> false;
            };
            if (settled) {
                return result;
            }
        }
        return binding.apply(whole());
    }

    /** All of it. */
    public Catalog whole() {
        return catalog(Depth.ALL);
    }

    /** How often events of each name were seen. */
    public Map<String, Long> events() {
        return seen.events(session, present);
    }

    private Catalog catalog(Depth depth) {
        return known.computeIfAbsent(depth, this::read);
    }

    private Catalog read(Depth depth) {
        Map<String, KnownEvent> events = new TreeMap<>();
        if (depth != Depth.DECLARED) {
            events().keySet().forEach(name -> events.put(name, KnownEvent.OPEN));
        }
        declared.plan().events().forEach((name, plan) -> events.put(name, new KnownEvent(plan.types(), true)));
        Map<String, TraitType> traits = new TreeMap<>();
        Set<String> deleted = new TreeSet<>();
        if (depth == Depth.ALL) {
            seen.traits(session, present, gold.keySet()).forEach((name, type) -> {
                Optional<TraitType> canonical = canonical(name);
                traits.put(name, canonical.orElse(type));
            });
            deleted.addAll(seen.computed());
        }
        gold.forEach((name, column) -> {
            if (isMapped(name)) {
                type(column.type()).ifPresent(type -> traits.put(name, type));
            } else if (!traits.containsKey(name)) {
                deleted.add(name);
            }
        });
        Map<String, ComputedTrait> computed =
                declared.computed().stream().collect(Collectors.toMap(ComputedTrait::name, Function.identity()));
        deleted.removeAll(computed.keySet());
        deleted.removeAll(traits.keySet());
        Map<AudienceName, Expression> audiences = declared.audiences().stream()
                .collect(Collectors.toMap(AudienceDefinition::name, AudienceDefinition::expression));
        Set<String> purposes = depth == Depth.ALL ? seen.purposes() : Set.of();
        return new Catalog(traits, computed, events, audiences, purposes, deleted);
    }

    /** Whether a source still brings a trait that gold has a column for. */
    private boolean isMapped(String name) {
        return canonical(name).isPresent()
                || declared.mapped().map(all -> all.contains(name)).orElse(true);
    }

    /** The type of a trait that every home knows. */
    private static Optional<TraitType> canonical(String name) {
        return GoldTables.CUSTOMERS.columns().stream()
                .filter(column -> column.name().equals(name) && GoldTables.isTrait(name))
                .findFirst()
                .flatMap(column -> type(column.type()));
    }

    private static Optional<TraitType> type(ColumnType type) {
        return type instanceof Scalar scalar
                ? switch (scalar) {
                    case STRING -> Optional.of(TraitType.STRING);
                    case BOOLEAN -> Optional.of(TraitType.BOOLEAN);
                    case INTEGER, LONG -> Optional.of(TraitType.LONG);
                    case DOUBLE -> Optional.of(TraitType.DOUBLE);
                    case DECIMAL, DECIMAL_SUM -> Optional.of(TraitType.DECIMAL);
                    case DATE -> Optional.of(TraitType.DATE);
                    case TIMESTAMP -> Optional.of(TraitType.TIMESTAMP);
                    case BINARY -> Optional.empty();
                }
                : Optional.empty();
    }
}
