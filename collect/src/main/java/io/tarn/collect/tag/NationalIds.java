package io.tarn.collect.tag;

import io.tarn.collect.normalize.PlaceForm;
import java.util.Locale;

/** The numbers that states give to persons, told by shape and, where there is one, by check digit. */
final class NationalIds {
    private static final String DNI_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE";

    private NationalIds() {}

    static boolean isOne(String text) {
        String code = text.trim().toUpperCase(Locale.ROOT);
        String shape = PlaceForm.shape(code);
        return switch (shape) {
            case "999-99-9999", "999.999.999-99", "AAAAAA99A99A999A" -> true;
            case "AA999999A", "AA 99 99 99 A" -> "ABCD".indexOf(code.charAt(code.length() - 1)) >= 0;
            case "99999999A" -> dni(code);
            case "A9999999A" ->
                "XYZ".indexOf(code.charAt(0)) >= 0 && dni("XYZ".indexOf(code.charAt(0)) + code.substring(1));
            case "AAAA999999AAAAAA99", "AAAA999999AAAAAAA9" -> true;
            case "AAAAA9999A" -> "PCHABGJLFT".indexOf(code.charAt(3)) >= 0;
            case "99999999999" -> pesel(code) || steuerId(code);
            case "9 99 99 99 999 999", "9 99 99 99 999 999 99" -> code.charAt(0) == '1' || code.charAt(0) == '2';
            case "999999999999999" -> french(code);
            default -> false;
        };
    }

    private static boolean dni(String code) {
        int number = Integer.parseInt(code.substring(0, code.length() - 1));
        return DNI_LETTERS.charAt(number % 23) == code.charAt(code.length() - 1);
    }

    private static boolean pesel(String code) {
        int[] weights = {1, 3, 7, 9, 1, 3, 7, 9, 1, 3};
        int sum = 0;
        for (int i = 0; i < 10; i++) {
            sum += weights[i] * (code.charAt(i) - '0');
        }
        int month = Integer.parseInt(code.substring(2, 4)) % 20;
        return (10 - sum % 10) % 10 == code.charAt(10) - '0' && month >= 1 && month <= 12;
    }

    private static boolean steuerId(String code) {
        int product = 10;
        for (int i = 0; i < 10; i++) {
            int sum = (code.charAt(i) - '0' + product) % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }
        return (11 - product) % 10 == code.charAt(10) - '0' && code.charAt(0) != '0';
    }

    private static boolean french(String code) {
        long body = Long.parseLong(code.substring(0, 13));
        return 97 - body % 97 == Long.parseLong(code.substring(13));
    }
}
