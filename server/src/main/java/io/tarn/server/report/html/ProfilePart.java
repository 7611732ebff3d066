package io.tarn.server.report.html;

import io.tarn.server.figures.Figures;
import io.tarn.server.report.Disclosure;
import io.tarn.server.report.Profiles;
import io.tarn.server.report.Profiles.Bridge;
import io.tarn.server.report.Profiles.LargeProfile;
import io.tarn.server.report.Profiles.Quarantined;
import io.tarn.server.report.Profiles.SizeCount;
import io.tarn.server.report.Profiles.Unlinkable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Draws the profiles by size, the largest ones, links that were cut, and what could not take part. */
final class ProfilePart {
    private ProfilePart() {}

    static void draw(Html out, Profiles profiles, Disclosure disclosure) {
        long single = profiles.sizes().stream()
                .filter(size -> size.records() == 1)
                .mapToLong(SizeCount::profiles)
                .sum();
        long all = profiles.sizes().stream().mapToLong(SizeCount::profiles).sum();
        long largest =
                profiles.sizes().stream().mapToLong(SizeCount::records).max().orElse(0);
        Section.PROFILES.open(
                out,
                all == 0
                        ? "No profile was found."
                        : Figures.count(all - single, "profile has", "profiles have") + " more than one record, "
                                + Figures.count(single) + " only one; the largest holds "
                                + Figures.count(largest, "record.", "records."));
        sizes(out, profiles.sizes());
        largest(out, profiles.largest(), disclosure);
        bridges(out, profiles.bridges(), disclosure);
        unlinkable(out, profiles.unlinkable());
        quarantined(out, profiles.quarantined(), disclosure);
        out.close();
    }

    private static void sizes(Html out, List<SizeCount> sizes) {
        if (sizes.isEmpty()) {
            return;
        }
        List<Group> groups = grouped(sizes);
        double most = groups.stream().mapToLong(Group::profiles).max().orElse(1);
        double step = 100.0 / groups.size();
        List<Histogram.Column> columns = new ArrayList<>();
        List<Histogram.Mark> marks = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            Group group = groups.get(i);
            String tip = Figures.count(group.profiles(), "profile", "profiles") + " of " + group.label()
                    + (group.label().equals("1") ? " record" : " records");
            Tone tone = group.profiles() == 0 ? Tone.NEUTRAL : Tone.FOR;
            columns.add(new Histogram.Column(group.label(), i * step, (i + 1) * step, group.profiles(), tip, tone));
            marks.add(new Histogram.Mark(group.label(), (i + 0.5) * step));
        }
        new Histogram(
                        "Profiles by size",
                        "records in a profile",
                        "profiles",
                        Axis.logarithmic(most),
                        columns,
                        marks,
                        List.of())
                .draw(out);
    }

    private record Group(String label, long profiles) {}

    /** Sizes one by one up to eight, then in ranges that double. */
    private static List<Group> grouped(List<SizeCount> sizes) {
        List<SizeCount> ordered = sizes.stream()
                .sorted(Comparator.comparingLong(SizeCount::records))
                .toList();
        long largest = ordered.getLast().records();
        List<Group> groups = new ArrayList<>();
        long low = 1;
        while (low <= largest) {
            long high = low < 8 ? low : low == 8 ? 15 : low * 2 - 1;
            long from = low;
            long profiles = ordered.stream()
                    .filter(size -> size.records() >= from && size.records() <= high)
                    .mapToLong(SizeCount::profiles)
                    .sum();
            groups.add(new Group(
                    low == high ? Figures.count(low) : Figures.tick((double) low) + "–" + Figures.tick((double) high),
                    profiles));
            low = high + 1;
        }
        return groups;
    }

    private static void largest(Html out, List<LargeProfile> largest, Disclosure disclosure) {
        if (largest.isEmpty()) {
            return;
        }
        out.element("h3", "The largest profiles");
        out.element(
                "p",
                "Density is the share of possible links that were found. A large profile of low density is"
                        + " the place to look for two persons in one.",
                "class",
                "note");
        Table table = Table.open(out, "Profile", "Name", "#Records", "#Sources", "#Density", "#Weakest link");
        table.rows(
                Limits.first(largest, Limits.PROFILES),
                Limits.PROFILES,
                "profiles",
                profile -> table.code(profile.profileId())
                        .cell(disclosure.show(profile.name()))
                        .number(profile.records())
                        .number(profile.sources())
                        .cell(Figures.percent(profile.density()))
                        .cell(Figures.bits(profile.weakest())));
    }

    private static void bridges(Html out, List<Bridge> bridges, Disclosure disclosure) {
        if (bridges.isEmpty()) {
            return;
        }
        out.element("h3", "Links that were cut");
        out.element(
                "p",
                "Each of these alone held two groups of records together that otherwise have little in" + " common.",
                "class",
                "note");
        Table table = Table.open(out, "Between", "And", "#Weight", "#Records on each side", "Why");
        table.rows(bridges, Limits.EXAMPLES, "links", bridge -> {
            table.openCell();
            PairPart.name(out, bridge.left(), disclosure);
            out.close();
            table.openCell();
            PairPart.name(out, bridge.right(), disclosure);
            out.close();
            table.cell(Figures.bits(bridge.weight()))
                    .cell(Figures.count(bridge.leftRecords()) + " and " + Figures.count(bridge.rightRecords()))
                    .cell(bridge.why());
        });
    }

    private static void unlinkable(Html out, List<Unlinkable> unlinkable) {
        if (unlinkable.isEmpty()) {
            return;
        }
        long records = unlinkable.stream().mapToLong(Unlinkable::records).sum();
        out.element("h3", "Records that cannot be linked");
        out.element(
                "p",
                Figures.count(records, "record says", "records say") + " too little to be linked even to"
                        + " a copy of itself; each became a profile of its own.",
                "class",
                "note");
        Table table = Table.open(out, "Source", "#Records", "Why");
        table.rows(
                unlinkable,
                Limits.EXAMPLES,
                "groups",
                group -> table.code(group.source()).number(group.records()).cell(group.why()));
    }

    private static void quarantined(Html out, List<Quarantined> quarantined, Disclosure disclosure) {
        if (quarantined.isEmpty()) {
            return;
        }
        out.element("h3", "Identifiers that too many share");
        out.element(
                "p",
                "A shared device, an info@ address or a placeholder says nothing about who somebody is; these"
                        + " join nothing.",
                "class",
                "note");
        Table table = Table.open(out, "Kind", "Identifier", "#Profiles", "#Records");
        table.rows(
                quarantined,
                Limits.EXAMPLES,
                "identifiers",
                identifier -> table.cell(
                                ColumnPart.words(identifier.identifier().tag()))
                        .cell(disclosure.show(identifier.identifier()))
                        .number(identifier.profiles())
                        .number(identifier.records()));
    }
}
