package io.tarn.collect.normalize;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonemetadata.PhoneMetadata;
import com.google.i18n.phonenumbers.Phonemetadata.PhoneNumberDesc;
import com.google.i18n.phonenumbers.metadata.DefaultMetadataDependenciesProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The valid numbers of one region by the library's own patterns, joined into one: a short way for the plain national and
 * international writing, which is most of all numbers. What it does not know may still be valid. Safe to share.
 */
final class HomeNumbers {
    private static final Map<String, Optional<HomeNumbers>> REGIONS = new ConcurrentHashMap<>();
    private static final int TYPES = 10;

    private final String countryCode;
    private final String nationalPrefix;
    private final Pattern international;
    private final Pattern general;
    private final Pattern kinds;

    /** Whether a number without any prefix is read as it stands, and no other region shares the country code. */
    private final boolean alone;

    private HomeNumbers(PhoneMetadata metadata) {
        this.countryCode = Integer.toString(metadata.getCountryCode());
        this.nationalPrefix = metadata.getNationalPrefix();
        this.international = Pattern.compile(metadata.getInternationalPrefix());
        this.general = Pattern.compile(metadata.getGeneralDesc().getNationalNumberPattern());
        this.kinds = Pattern.compile(joined(metadata));
        this.alone = metadata.getNationalPrefixForParsing().equals(nationalPrefix)
                && PhoneNumberUtil.getInstance()
                                .getRegionCodesForCountryCode(metadata.getCountryCode())
                                .size()
                        == 1;
    }

    /** The short way for a region, or empty where the region rewrites numbers and the long way is needed. */
    static Optional<HomeNumbers> of(String region) {
        return REGIONS.computeIfAbsent(region, HomeNumbers::load);
    }

    private static Optional<HomeNumbers> load(String region) {
        PhoneMetadata metadata;
        try {
            metadata = DefaultMetadataDependenciesProvider.getInstance()
                    .getPhoneNumberMetadataSource()
                    .getMetadataForRegion(region);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        boolean plain = metadata != null
                && !metadata.hasNationalPrefixTransformRule()
                && metadata.getNationalPrefix().length() == 1
                && !metadata.getInternationalPrefix().isEmpty();
        return plain ? Optional.of(new HomeNumbers(metadata)) : Optional.empty();
    }

    private static String joined(PhoneMetadata metadata) {
        List<PhoneNumberDesc> kinds = new ArrayList<>(TYPES);
        kinds.add(metadata.getFixedLine());
        kinds.add(metadata.getMobile());
        kinds.add(metadata.getTollFree());
        kinds.add(metadata.getPremiumRate());
        kinds.add(metadata.getSharedCost());
        kinds.add(metadata.getPersonalNumber());
        kinds.add(metadata.getVoip());
        kinds.add(metadata.getPager());
        kinds.add(metadata.getUan());
        kinds.add(metadata.getVoicemail());
        return kinds.stream()
                .map(PhoneNumberDesc::getNationalNumberPattern)
                .filter(pattern -> !pattern.isEmpty())
                .map(pattern -> "(?:" + pattern + ")")
                .collect(Collectors.joining("|"));
    }

    /** The number as E.164 where it surely is valid; digits, behind a plus where one stood before them. */
    Optional<String> valid(String digits) {
        String national;
        if (digits.startsWith("+")) {
            if (!digits.startsWith(countryCode, 1)) {
                return Optional.empty();
            }
            national = digits.substring(1 + countryCode.length());
        } else if (digits.startsWith(nationalPrefix)) {
            if (international.matcher(digits).lookingAt()) {
                return Optional.empty();
            }
            national = digits.substring(1);
        } else if (isBare(digits)) {
            national = digits;
        } else {
            return Optional.empty();
        }
        boolean open = national.startsWith(nationalPrefix) || !matches(national);
        return open ? Optional.empty() : Optional.of("+" + countryCode + national);
    }

    /** Whether the digits surely are no valid number here or anywhere: the long way would find the same. */
    boolean refuses(String digits) {
        return isBare(digits) && !matches(digits);
    }

    private boolean matches(String national) {
        return general.matcher(national).matches() && kinds.matcher(national).matches();
    }

    /** Whether the digits carry no prefix that could be taken off. */
    private boolean isBare(String digits) {
        return alone
                && !digits.isEmpty()
                && digits.charAt(0) != '+'
                && digits.charAt(0) != '0'
                && !digits.startsWith(nationalPrefix)
                && !digits.startsWith(countryCode)
                && !international.matcher(digits).lookingAt();
    }
}
