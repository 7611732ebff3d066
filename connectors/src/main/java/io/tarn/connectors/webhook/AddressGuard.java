package io.tarn.connectors.webhook;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps webhooks away from addresses inside our own network. A name is looked up and every address it has must be
 * public;
 * Java keeps what it looked up for some seconds, so the request that follows goes to one of these.
 *
 * @param allowedHosts names or addresses that may be internal nevertheless
 */
public record AddressGuard(Set<String> allowedHosts, Lookup lookup) {
    /** Finds the addresses of a name. */
    @FunctionalInterface
    public interface Lookup {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    public AddressGuard {
        allowedHosts = Set.copyOf(allowedHosts);
    }

    /** By DNS. */
    public static AddressGuard of(Set<String> allowedHosts) {
        return new AddressGuard(allowedHosts, InetAddress::getAllByName);
    }

    /** Why nothing is sent there; empty when it may be. */
    Optional<String> refusal(URI target) throws UnknownHostException {
        String host = target.getHost();
        if (host == null || target.getRawUserInfo() != null) {
            return Optional.of("it names no host, or a user");
        }
        boolean allowed = allowedHosts.contains(host.toLowerCase(Locale.ROOT));
        if (!"https".equalsIgnoreCase(target.getScheme())
                && !("http".equalsIgnoreCase(target.getScheme()) && allowed)) {
            return Optional.of("it is not https");
        }
        if (allowed || Arrays.stream(lookup.addresses(host)).allMatch(AddressGuard::isPublic)) {
            return Optional.empty();
        }
        return Optional.of("it leads into an internal network: name its host in engage.webhook-allowed-hosts if that is"
                + " meant");
    }

    static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        return switch (address) {
            case Inet4Address four -> isPublic4(bytes);
            case Inet6Address six -> isPublic6(bytes);
            default -> false;
        };
    }

    /** Not: this network, shared, protocol assignments, examples, benchmarks, reserved. */
    private static boolean isPublic4(byte[] bytes) {
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        int third = bytes[2] & 0xff;
        return first != 0
                && first != 10
                && first != 127
                && first < 224
                && !(first == 100 && second >= 64 && second < 128)
                && !(first == 169 && second == 254)
                && !(first == 172 && second >= 16 && second < 32)
                && !(first == 192 && second == 168)
                && !(first == 192 && second == 0 && (third == 0 || third == 2))
                && !(first == 198 && (second == 18 || second == 19 || (second == 51 && third == 100)))
                && !(first == 203 && second == 0 && third == 113);
    }

    /** Global unicast alone, and of that neither tunnels to version 4 nor examples. */
    private static boolean isPublic6(byte[] bytes) {
        int head = ((bytes[0] & 0xff) << 8) | (bytes[1] & 0xff);
        int next = ((bytes[2] & 0xff) << 8) | (bytes[3] & 0xff);
        boolean global = (head & 0xe000) == 0x2000;
        boolean tunnel = head == 0x2002 || (head == 0x2001 && next == 0);
        boolean example = head == 0x2001 && next == 0x0db8;
        return global && !tunnel && !example;
    }
}
