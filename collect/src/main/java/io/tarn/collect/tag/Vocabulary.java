package io.tarn.collect.tag;

import io.tarn.collect.normalize.Texts;
import io.tarn.collect.normalize.WordLists;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The words that values are made of: names, cities, streets, occupations. Immutable, safe to share. */
final class Vocabulary {
    private static final Set<String> FIRST_NAMES = list("first-names.txt");
    private static final Set<String> SURNAMES = list("surnames.txt");
    private static final Set<String> CITIES = list("cities.txt");
    private static final Map<String, Set<String>> KINDS = kinds();
    private static final Set<String> CURRENCIES = currencies();
    private static final Set<String> SYSTEMS = Set.of(
            "web",
            "website",
            "app",
            "mobile",
            "mobile app",
            "ios",
            "android",
            "pos",
            "crm",
            "erp",
            "store",
            "in store",
            "in-store",
            "instore",
            "online",
            "offline",
            "retail",
            "shop",
            "ecommerce",
            "e-commerce",
            "call center",
            "call centre",
            "callcenter",
            "phone",
            "email",
            "e-mail",
            "mail",
            "newsletter",
            "facebook",
            "instagram",
            "google",
            "bing",
            "tiktok",
            "twitter",
            "linkedin",
            "youtube",
            "organic",
            "direct",
            "referral",
            "paid",
            "cpc",
            "social",
            "paid search",
            "organic search",
            "paid social",
            "organic_search",
            "paid_search",
            "paid_social",
            "organic_social",
            "email_marketing",
            "direct_traffic",
            "salesforce",
            "hubspot",
            "shopify",
            "stripe",
            "mailchimp",
            "zendesk",
            "loyalty",
            "partner",
            "affiliate",
            "import",
            "api",
            "chat",
            "kiosk",
            "marketplace",
            "amazon",
            "ebay",
            "event",
            "trade show",
            "tradeshow",
            "walk-in",
            "webshop",
            "filiale",
            "desktop",
            "tablet",
            "display",
            "sms",
            "push",
            "popup",
            "checkout",
            "footer",
            "landing page",
            "manual");

    private Vocabulary() {}

    static boolean isFirstName(String folded) {
        return known(FIRST_NAMES, folded);
    }

    static boolean isSurname(String folded) {
        return known(SURNAMES, folded);
    }

    static boolean isCity(String folded) {
        return CITIES.contains(folded);
    }

    static boolean isSystem(String folded) {
        return SYSTEMS.contains(folded.replace('_', ' ')) || SYSTEMS.contains(folded);
    }

    static boolean isCurrency(String text) {
        return CURRENCIES.contains(Texts.fold(text));
    }

    /** The words of a kind, folded. */
    static Set<String> of(String kind) {
        Set<String> words = KINDS.get(kind);
        if (words == null) {
            throw new IllegalArgumentException(kind);
        }
        return words;
    }

    /** Also by the parts of a name with a hyphen. */
    private static boolean known(Set<String> names, String folded) {
        if (names.contains(folded)) {
            return true;
        }
        int hyphen = folded.indexOf('-');
        return hyphen > 1
                && names.contains(folded.substring(0, hyphen))
                && names.contains(folded.substring(hyphen + 1));
    }

    private static Set<String> list(String name) {
        Set<String> words = new HashSet<>();
        for (String line : WordLists.lines(Vocabulary.class, name)) {
            words.add(Texts.fold(line));
        }
        return Set.copyOf(words);
    }

    private static Map<String, Set<String>> kinds() {
        Map<String, Set<String>> kinds = new HashMap<>();
        for (String line : WordLists.lines(Vocabulary.class, "words.txt")) {
            int colon = line.indexOf(':');
            Set<String> words = new HashSet<>();
            for (String word : line.substring(colon + 1).split(",", -1)) {
                words.add(Texts.fold(word));
            }
            kinds.put(line.substring(0, colon), Set.copyOf(words));
        }
        return kinds;
    }

    private static Set<String> currencies() {
        Set<String> names = new HashSet<>(Set.of("€", "$", "£", "¥", "euro", "euros", "dollar", "us dollar", "pound"));
        for (Currency currency : Currency.getAvailableCurrencies()) {
            names.add(currency.getCurrencyCode().toLowerCase(Locale.ROOT));
            names.add(Texts.fold(currency.getDisplayName(Locale.ENGLISH)));
        }
        return Set.copyOf(names);
    }
}
