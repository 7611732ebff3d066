package io.tarn.connectors.csv;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells whether the first record names the columns or is one of the rows.
 *
 * <p>Evidence for names: words of names, and a form that the column's values do not have. Evidence against: values that
 * no one uses as a name, such as addresses and dates, and a value that the column has again.
 */
final class HeaderSniffer {
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9][0-9 .,]*");
    private static final Pattern DATE =
            Pattern.compile("[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}.*|[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{2,4}.*");
    private static final Pattern WORDS_APART = Pattern.compile("[^\\p{L}]+|(?<=\\p{Ll})(?=\\p{Lu})");

    /** Parts of column names in the languages of the field's usual exports. */
    private static final Set<String> NAME_WORDS = Set.of(
            "id",
            "key",
            "uuid",
            "guid",
            "nr",
            "no",
            "num",
            "number",
            "name",
            "names",
            "first",
            "last",
            "middle",
            "given",
            "surname",
            "forename",
            "family",
            "full",
            "title",
            "gender",
            "sex",
            "dob",
            "birth",
            "birthday",
            "date",
            "time",
            "datetime",
            "timestamp",
            "created",
            "updated",
            "modified",
            "email",
            "mail",
            "phone",
            "tel",
            "telephone",
            "mobile",
            "fax",
            "address",
            "street",
            "house",
            "city",
            "town",
            "suburb",
            "state",
            "region",
            "province",
            "county",
            "country",
            "zip",
            "zipcode",
            "postcode",
            "postal",
            "code",
            "type",
            "status",
            "amount",
            "price",
            "total",
            "value",
            "currency",
            "quantity",
            "qty",
            "count",
            "customer",
            "user",
            "order",
            "product",
            "item",
            "description",
            "comment",
            "note",
            "notes",
            "company",
            "organization",
            "consent",
            "newsletter",
            "source",
            "channel",
            "device",
            "url",
            "ip",
            "age",
            "category",
            "flag",
            "active",
            "vorname",
            "nachname",
            "strasse",
            "straße",
            "ort",
            "plz",
            "land",
            "datum",
            "geburtsdatum",
            "kunde",
            "kundennummer",
            "betrag",
            "preis",
            "nom",
            "prénom",
            "prenom",
            "adresse",
            "ville",
            "pays",
            "téléphone",
            "nombre",
            "apellido",
            "apellidos",
            "correo",
            "teléfono",
            "telefono",
            "dirección",
            "direccion",
            "ciudad",
            "fecha",
            "cognome",
            "indirizzo",
            "città",
            "voornaam",
            "achternaam",
            "straat",
            "stad",
            "woonplaats",
            "record",
            "account",
            "member",
            "signup",
            "text");

    private static final int SAMPLE = 200;

    private HeaderSniffer() {}

    static boolean firstIsHeader(List<List<String>> records) {
        List<String> first = records.getFirst();
        if (first.stream().allMatch(String::isBlank)) {
            return true;
        }
        int score = 0;
        for (int column = 0; column < first.size(); column++) {
            score += evidence(first.get(column).strip(), below(records, column));
        }
        boolean unique = new HashSet<>(first).size() == first.size();
        return score > 0 || (score == 0 && unique);
    }

    private static List<String> below(List<List<String>> records, int column) {
        List<String> values = new ArrayList<>();
        for (List<String> row : records.subList(1, Math.min(records.size(), SAMPLE + 1))) {
            if (column < row.size() && !row.get(column).isBlank()) {
                values.add(row.get(column).strip());
            }
        }
        return values;
    }

    /** Above nought for a name, below for a value. */
    private static int evidence(String cell, List<String> values) {
        if (cell.isEmpty()) {
            return 0;
        }
        if (cell.contains("@") || DATE.matcher(cell).matches()) {
            return -3;
        }
        boolean number = NUMBER.matcher(cell).matches();
        if (number) {
            long numbers =
                    values.stream().filter(v -> NUMBER.matcher(v).matches()).count();
            return 2 * numbers > values.size() || values.isEmpty() ? -2 : 0;
        }
        int score = named(cell) ? 3 : 0;
        if (values.isEmpty()) {
            return score;
        }
        long alike = values.stream().filter(v -> form(v).equals(form(cell))).count();
        boolean valuesHaveAForm =
                values.stream().map(HeaderSniffer::form).distinct().count() <= 1 + values.size() / 10;
        boolean textAmongNumbers = values.stream()
                .allMatch(v -> NUMBER.matcher(v).matches() || DATE.matcher(v).matches() || v.contains("@"));
        if (textAmongNumbers || (alike == 0 && valuesHaveAForm && values.size() > 1)) {
            score += 2;
        }
        if (values.contains(cell)) {
            score -= 3;
        }
        return score;
    }

    private static boolean named(String cell) {
        for (String word : WORDS_APART.split(cell, -1)) {
            if (NAME_WORDS.contains(word.toLowerCase(Locale.ROOT))) {
                return true;
            }
        }
        return false;
    }

    /** The kinds of characters in their order, runs as one: {@code r0000012} is {@code a0}. */
    private static String form(String value) {
        StringBuilder form = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            char kind = Character.isDigit(c) ? '0' : Character.isLetter(c) ? 'a' : c;
            if (form.isEmpty() || form.charAt(form.length() - 1) != kind) {
                form.append(kind);
            }
        }
        return form.toString();
    }
}
