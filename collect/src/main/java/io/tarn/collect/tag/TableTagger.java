package io.tarn.collect.tag;

import io.tarn.collect.normalize.PhoneForm;
import io.tarn.collect.normalize.PlaceForm;
import io.tarn.collect.normalize.Texts;
import io.tarn.model.policy.SemanticTag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Proposes a tag for every column of a table: each by itself first, then by how the columns stand to each other. */
public final class TableTagger {
    /** Regions tried when no column names a country; ordered by how much business they see. */
    private static final List<String> REGIONS = List.of(
            "US", "GB", "DE", "FR", "ES", "IT", "AU", "CA", "NL", "BR", "IN", "MX", "CH", "AT", "BE", "SE", "PL", "PT",
            "DK", "NO", "FI", "IE", "NZ", "ZA", "JP");

    private static final Map<String, Set<String>> LANGUAGES = Map.of(
            "DE",
                    Set.of(
                            "vorname",
                            "nachname",
                            "strasse",
                            "plz",
                            "ort",
                            "kunde",
                            "geburtsdatum",
                            "geb",
                            "telefon",
                            "anrede",
                            "kundennummer"),
            "FR", Set.of("prenom", "nom", "rue", "ville", "naissance", "telephone", "civilite", "commande"),
            "ES", Set.of("nombre", "apellido", "apellidos", "calle", "ciudad", "telefono", "nacimiento", "pedido"),
            "IT", Set.of("cognome", "indirizzo", "citta", "cellulare", "nascita", "cap", "ordine"),
            "NL", Set.of("voornaam", "achternaam", "straat", "woonplaats", "telefoon", "geboortedatum"),
            "BR", Set.of("sobrenome", "cidade", "telefone", "cep", "cpf", "nascimento"));
    /** So much of the best vote is enough for a region whose language the headers speak. */
    private static final double HOME_SHARE_MIN = 0.8;

    private static final int VOTERS_MAX = 400;
    private static final double REGION_SHARE_MIN = 0.4;

    private TableTagger() {}

    /**
     * The tags of a table's columns, in their order, and the region whose national forms it uses.
     *
     * @param regionEvidence why this region, in words
     */
    public record Tagged(List<TagProposal> proposals, Optional<String> region, String regionEvidence) {
        public Tagged {
            proposals = List.copyOf(proposals);
        }
    }

    public static Tagged tag(TableSample table) {
        Region region = region(table);
        List<ColumnProfile> profiles = profiles(table, region.code());
        List<TagProposal> proposals = new ArrayList<>();
        for (ColumnProfile profile : profiles) {
            proposals.add(ColumnTagger.propose(profile));
        }
        Relations.apply(table, profiles, proposals);
        return new Tagged(proposals, region.code(), region.evidence());
    }

    static List<ColumnProfile> profiles(TableSample table, Optional<String> region) {
        return table.columns().stream()
                .map(column -> ColumnProfile.of(column, region))
                .toList();
    }

    private record Region(Optional<String> code, String evidence) {}

    private static Region region(TableSample table) {
        if (table.region().isPresent()) {
            return new Region(table.region(), "declared");
        }
        Map<String, Long> countries = new HashMap<>();
        for (ColumnSample column : table.columns()) {
            if (Headers.standard().read(ColumnTagger.nameOf(column)).containsKey(SemanticTag.COUNTRY)) {
                column.values().forEach(value -> {
                    if (value != null) {
                        PlaceForm.country(value).ifPresent(code -> countries.merge(code, 1L, Long::sum));
                    }
                });
            }
        }
        Optional<String> named = top(countries, 0.5);
        if (named.isPresent()) {
            return new Region(named, "most rows name the country " + named.get());
        }
        return vote(voters(table), spoken(table));
    }

    private static List<String> voters(TableSample table) {
        List<String> voters = new ArrayList<>();
        for (ColumnSample column : table.columns()) {
            List<String> numbers = new ArrayList<>();
            long filled = 0;
            for (String value : column.values()) {
                if (value != null && !value.isBlank() && filled < VOTERS_MAX) {
                    filled++;
                    if (isPhoneLike(value)) {
                        numbers.add(value);
                    }
                }
            }
            if (filled > 0 && numbers.size() > filled * 0.7) {
                voters.addAll(numbers);
            }
        }
        return voters;
    }

    private static boolean isPhoneLike(String value) {
        ValueLook look = ValueLook.of(value);
        return look.likenesses().contains(Likeness.PHONE_SHAPE)
                && (look.likenesses().contains(Likeness.PHONE_FORMATTED) || value.length() == 10)
                && !look.likenesses().contains(Likeness.REAL_DATE);
    }

    /** The regions whose language the headers are written in, so that equal votes go to them. */
    private static Set<String> spoken(TableSample table) {
        Set<String> regions = new HashSet<>();
        for (ColumnSample column : table.columns()) {
            LANGUAGES.forEach((region, words) -> {
                if (Headers.standard().mentions(ColumnTagger.nameOf(column), words)) {
                    regions.add(region);
                }
            });
        }
        return regions;
    }

    private static Region vote(List<String> voters, Set<String> spoken) {
        String best = "";
        long most = 0;
        for (String region : voters.isEmpty() ? List.<String>of() : REGIONS) {
            long valid = voters.stream()
                    .filter(number -> PhoneForm.valid(number, region).isPresent())
                    .count();
            boolean home = spoken.contains(region) && !spoken.contains(best) && valid >= most * HOME_SHARE_MIN;
            if (valid > 0 && ((valid > most && (spoken.contains(region) || !spoken.contains(best))) || home)) {
                most = valid;
                best = region;
            }
        }
        if (most < voters.size() * REGION_SHARE_MIN || most == 0) {
            return new Region(Optional.empty(), "no region makes most telephone numbers valid");
        }
        long share = Math.round(100.0 * most / voters.size());
        return new Region(Optional.of(best), share + " % of the telephone numbers are valid in " + best);
    }

    private static Optional<String> top(Map<String, Long> counts, double shareMin) {
        long total = counts.values().stream().mapToLong(Long::longValue).sum();
        return new LinkedHashMap<>(counts)
                .entrySet().stream()
                        .filter(entry -> entry.getValue() >= total * shareMin)
                        .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                        .map(Map.Entry::getKey)
                        .map(Texts::upper);
    }
}
