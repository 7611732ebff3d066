package io.tarn.lake.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Every table contract that has a fixed name; a source's bronze table is made when it lands. */
public final class Contracts {
    /** All of them, by name. */
    public static final List<TableContract> ALL = all();

    /** The tables that the live road, or people, write as they go: no run names a version of them. */
    public static final List<TableName> OF_LIVE = Stream.concat(
                    Stream.concat(EventTables.ALL.stream(), EngagementTables.ALL.stream()),
                    Stream.of(
                            IdentityTables.REVIEWS,
                            IdentityTables.VERDICTS,
                            IdentityTables.MODEL_VERDICTS,
                            EventTables.PROFILE_STATES))
            .map(TableContract::name)
            .toList();

    /** The tables that a gold run writes whole: those that an interrupted run must not leave half written. */
    public static final List<TableName> OWNED_BY_RUNS = ALL.stream()
            .map(TableContract::name)
            .filter(name -> !OF_LIVE.contains(name))
            .filter(name -> !name.schema().equals("bronze") && !name.schema().equals("ops"))
            .toList();

    private Contracts() {}

    private static List<TableContract> all() {
        List<TableContract> contracts = new ArrayList<>(List.of(
                BronzeTables.UNREADABLE,
                BronzeTables.FILES,
                SilverTables.RECORDS,
                SilverTables.REJECTED,
                SilverTables.COLUMNS,
                IdentityTables.BLOCKS,
                IdentityTables.LINKS,
                IdentityTables.PROFILES,
                IdentityTables.IDENTIFIERS,
                IdentityTables.HISTORY,
                IdentityTables.REDIRECTS,
                IdentityTables.MODELS,
                IdentityTables.REVIEWS,
                IdentityTables.VERDICTS,
                IdentityTables.MODEL_VERDICTS,
                GoldTables.CUSTOMERS,
                GoldTables.TRAITS,
                OpsTables.AUDIT,
                OpsTables.FORGOTTEN,
                OpsTables.LIVE,
                OpsTables.RETAINED,
                OpsTables.RUNS));
        contracts.add(EventTables.PROFILE_STATES);
        contracts.addAll(EventTables.ALL);
        contracts.addAll(EngagementTables.ALL);
        contracts.sort(Comparator.comparing(TableContract::name));
        return List.copyOf(contracts);
    }
}
