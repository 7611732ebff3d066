package io.tarn.collect.tag;

import io.tarn.collect.normalize.PhoneForm;
import io.tarn.collect.normalize.PlaceForm;
import io.tarn.collect.normalize.Texts;
import io.tarn.model.policy.SemanticTag;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The region whose national forms a table uses, such as of telephone numbers without a country.
 *
 * @param code an ISO 3166 country, where one was found
 * @param evidence why this one, or none, in words
 */
record HomeRegion(Optional<String> code, String evidence) {
    /** Regions tried when no column names a country; ordered by how much business they see. */
    private static final List<String> REGIONS = List.of(
            "US", "GB", "DE", "FR", "ES", "IT", "AU", "CA", "NL", "BR", "IN", "MX", "CH", "AT", "BE", "SE", "PL", "PT",
            "DK", "NO", "FI", "IE", "NZ", "ZA", "JP");

    /** Regions tried where headers or values are written as they write there. */
    private static final List<String> REGIONS_SPOKEN = List.of(
            "RU", "UA", "BG", "CN", "TW", "HK", "KR", "TR", "GR", "IL", "SA", "AE", "EG", "TH", "VN", "ID", "CZ", "SK",
            "HU", "RO");

    private static final Map<UnicodeScript, Set<String>> SCRIPTS = Map.of(
            UnicodeScript.CYRILLIC, Set.of("RU", "UA", "BG"),
            UnicodeScript.HAN, Set.of("CN", "TW", "HK", "JP"),
            UnicodeScript.HIRAGANA, Set.of("JP"),
            UnicodeScript.KATAKANA, Set.of("JP"),
            UnicodeScript.HANGUL, Set.of("KR"),
            UnicodeScript.GREEK, Set.of("GR"),
            UnicodeScript.HEBREW, Set.of("IL"),
            UnicodeScript.ARABIC, Set.of("SA", "AE", "EG"),
            UnicodeScript.THAI, Set.of("TH"),
            UnicodeScript.DEVANAGARI, Set.of("IN"));

    /** So many cells of a table, from the first of each column, tell the script. */
    private static final int SCRIPT_CELLS = 50;

    private static final double SCRIPT_SHARE_MIN = 0.2;

    private static final Map<String, Set<String>> LANGUAGES = Map.ofEntries(
            Map.entry(
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
                            "kundennummer")),
            Map.entry("FR", Set.of("prenom", "nom", "rue", "ville", "naissance", "telephone", "civilite", "commande")),
            Map.entry(
                    "ES",
                    Set.of("nombre", "apellido", "apellidos", "calle", "ciudad", "telefono", "nacimiento", "pedido")),
            Map.entry("IT", Set.of("cognome", "indirizzo", "citta", "cellulare", "nascita", "cap", "ordine")),
            Map.entry("NL", Set.of("voornaam", "achternaam", "straat", "woonplaats", "telefoon", "geboortedatum")),
            Map.entry("BR", Set.of("sobrenome", "cidade", "telefone", "cep", "cpf", "nascimento")),
            Map.entry("PL", Set.of("imie", "nazwisko", "miasto", "ulica", "urodzenia", "kod")),
            Map.entry("TR", Set.of("soyad", "soyadı", "adi", "adı", "cep", "sehir", "dogum")),
            Map.entry("CZ", Set.of("jmeno", "prijmeni", "mesto", "narozeni", "ulice")),
            Map.entry("SK", Set.of("meno", "priezvisko", "narodenia")),
            Map.entry("HU", Set.of("nev", "vezeteknev", "telefonszam", "varos", "szuletesi")),
            Map.entry("RO", Set.of("prenume", "nume", "oras", "nasterii")),
            Map.entry("VN", Set.of("ten", "sinh", "thoai", "pho")),
            Map.entry("ID", Set.of("nama", "lahir", "alamat", "telepon")),
            Map.entry("SE", Set.of("fornamn", "efternamn", "personnummer", "fodelsedatum")),
            Map.entry("NO", Set.of("fornavn", "etternavn", "fodselsdato")),
            Map.entry("DK", Set.of("fornavn", "efternavn", "fodselsdag")),
            Map.entry("FI", Set.of("etunimi", "sukunimi", "syntymaaika", "puhelin")));

    /** So much of the best vote is enough for a region whose language the headers speak. */
    private static final double HOME_SHARE_MIN = 0.8;

    private static final int VOTERS_MAX = 400;
    private static final double REGION_SHARE_MIN = 0.4;

    /** What was declared, else the country that most rows name, else the one where most telephone numbers are valid. */
    static HomeRegion of(TableSample table) {
        if (table.region().isPresent()) {
            return new HomeRegion(table.region(), "declared");
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
            return new HomeRegion(named, "most rows name the country " + named.get());
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
                && (look.likenesses().contains(Likeness.PHONE_FORMATTED) || isBareNumber(value))
                && !look.likenesses().contains(Likeness.REAL_DATE);
    }

    /** As North America and China write numbers without signs. */
    private static boolean isBareNumber(String value) {
        return value.length() == 10 || (value.length() == 11 && value.charAt(0) == '1');
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
        regions.addAll(written(table));
        return regions;
    }

    /** The regions where they write in the scripts of the table's cells; kana tell that Chinese characters are Japanese. */
    private static Set<String> written(TableSample table) {
        Map<UnicodeScript, Integer> scripts = new EnumMap<>(UnicodeScript.class);
        int cells = 0;
        for (ColumnSample column : table.columns()) {
            List<String> texts = new ArrayList<>(List.of(column.column()));
            column.values().stream()
                    .filter(Objects::nonNull)
                    .limit(SCRIPT_CELLS)
                    .forEach(texts::add);
            for (String text : texts) {
                Set<UnicodeScript> found = EnumSet.noneOf(UnicodeScript.class);
                text.codePoints().filter(Character::isLetter).forEach(point -> found.add(UnicodeScript.of(point)));
                cells += found.isEmpty() ? 0 : 1;
                found.forEach(script -> scripts.merge(script, 1, Integer::sum));
            }
        }
        double least = cells * SCRIPT_SHARE_MIN;
        boolean kana = scripts.containsKey(UnicodeScript.HIRAGANA) || scripts.containsKey(UnicodeScript.KATAKANA);
        Set<String> regions = new HashSet<>();
        scripts.forEach((script, count) -> {
            if (count >= least) {
                regions.addAll(
                        kana && script == UnicodeScript.HAN
                                ? SCRIPTS.getOrDefault(UnicodeScript.HIRAGANA, Set.of())
                                : SCRIPTS.getOrDefault(script, Set.of()));
            }
        });
        return regions;
    }

    private static HomeRegion vote(List<String> voters, Set<String> spoken) {
        String best = "";
        long most = 0;
        List<String> regions = Stream.concat(
                        REGIONS.stream(), REGIONS_SPOKEN.stream().filter(spoken::contains))
                .toList();
        for (String region : voters.isEmpty() ? List.<String>of() : regions) {
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
            return new HomeRegion(Optional.empty(), "no region makes most telephone numbers valid");
        }
        long share = Math.round(100.0 * most / voters.size());
        return new HomeRegion(Optional.of(best), share + " % of the telephone numbers are valid in " + best);
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
