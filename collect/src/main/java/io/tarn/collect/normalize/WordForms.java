package io.tarn.collect.normalize;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The forms of words from a closed list: genders, yes and no. */
public final class WordForms {
    private static final Set<String> FEMALE = Texts.folded(
            "f",
            "female",
            "woman",
            "women",
            "girl",
            "w",
            "weiblich",
            "femme",
            "feminin",
            "mujer",
            "femenino",
            "feminino",
            "femmina",
            "donna",
            "vrouw",
            "vrouwelijk",
            "kobieta",
            "kvinna",
            "kvinde",
            "frau",
            "mrs",
            "ms",
            "ж",
            "жен",
            "женский",
            "женщина",
            "жіноча",
            "жінка",
            "女",
            "女性",
            "여",
            "여성",
            "여자",
            "kadın",
            "žena",
            "kvinne",
            "nainen",
            "γυναίκα",
            "أنثى",
            "נקבה",
            "महिला");
    private static final Set<String> MALE = Texts.folded(
            "m",
            "male",
            "man",
            "men",
            "boy",
            "mann",
            "mannlich",
            "maennlich",
            "homme",
            "masculin",
            "hombre",
            "masculino",
            "maschio",
            "uomo",
            "mannelijk",
            "mezczyzna",
            "herr",
            "mr",
            "h",
            "м",
            "муж",
            "мужской",
            "мужчина",
            "чоловіча",
            "чоловік",
            "男",
            "男性",
            "남",
            "남성",
            "남자",
            "erkek",
            "muž",
            "mies",
            "άνδρας",
            "ذكر",
            "זכר",
            "पुरुष");
    private static final Set<String> OTHER = Set.of(
            "x",
            "d",
            "divers",
            "diverse",
            "other",
            "nonbinary",
            "non-binary",
            "non binary",
            "nb",
            "enby",
            "transgender",
            "andere",
            "autre",
            "otro",
            "altro");
    private static final Map<String, String> YES_NO = Map.ofEntries(
            Map.entry("yes", "true"),
            Map.entry("y", "true"),
            Map.entry("true", "true"),
            Map.entry("t", "true"),
            Map.entry("1", "true"),
            Map.entry("1.0", "true"),
            Map.entry("on", "true"),
            Map.entry("ja", "true"),
            Map.entry("j", "true"),
            Map.entry("oui", "true"),
            Map.entry("o", "true"),
            Map.entry("si", "true"),
            Map.entry("s", "true"),
            Map.entry("sim", "true"),
            Map.entry("vero", "true"),
            Map.entry("tak", "true"),
            Map.entry("wahr", "true"),
            Map.entry("vrai", "true"),
            Map.entry("verdadero", "true"),
            Map.entry("subscribed", "true"),
            Map.entry("opted in", "true"),
            Map.entry("opted-in", "true"),
            Map.entry("opt-in", "true"),
            Map.entry("opt in", "true"),
            Map.entry("optin", "true"),
            Map.entry("granted", "true"),
            Map.entry("accepted", "true"),
            Map.entry("agreed", "true"),
            Map.entry("consented", "true"),
            Map.entry("given", "true"),
            Map.entry("double opt-in", "true"),
            Map.entry("confirmed", "true"),
            Map.entry("double_opt_in", "true"),
            Map.entry("confirmed_opt_in", "true"),
            Map.entry("single_opt_in", "true"),
            Map.entry("single opt-in", "true"),
            Map.entry("no", "false"),
            Map.entry("n", "false"),
            Map.entry("false", "false"),
            Map.entry("f", "false"),
            Map.entry("0", "false"),
            Map.entry("0.0", "false"),
            Map.entry("off", "false"),
            Map.entry("nein", "false"),
            Map.entry("non", "false"),
            Map.entry("nao", "false"),
            Map.entry("falso", "false"),
            Map.entry("nie", "false"),
            Map.entry("nee", "false"),
            Map.entry("falsch", "false"),
            Map.entry("faux", "false"),
            Map.entry("disabled", "false"),
            Map.entry("unsubscribed", "false"),
            Map.entry("not subscribed", "false"),
            Map.entry("not_subscribed", "false"),
            Map.entry("opted out", "false"),
            Map.entry("opted-out", "false"),
            Map.entry("opt-out", "false"),
            Map.entry("opt out", "false"),
            Map.entry("optout", "false"),
            Map.entry("denied", "false"),
            Map.entry("declined", "false"),
            Map.entry("withdrawn", "false"),
            Map.entry("revoked", "false"),
            Map.entry("non-subscribed", "false"));

    private WordForms() {}

    /** f, m or x; empty for a word of no known meaning. */
    public static Optional<String> gender(String text) {
        String word = Texts.fold(text);
        if (word.endsWith(".")) {
            word = word.substring(0, word.length() - 1);
        }
        if (FEMALE.contains(word)) {
            return Optional.of("f");
        }
        if (MALE.contains(word)) {
            return Optional.of("m");
        }
        return OTHER.contains(word) ? Optional.of("x") : Optional.empty();
    }

    /** true or false; empty for a word of no known meaning. */
    public static Optional<String> yesNo(String text) {
        return Optional.ofNullable(YES_NO.get(Texts.fold(text).toLowerCase(Locale.ROOT)));
    }
}
