package io.tarn.server.http;

import io.vertx.ext.web.RoutingContext;

/** What stands in the address of a request. */
final class Address {
    private Address() {}

    /** A part of the path by its name, decoded; empty when the route has none of that name. */
    static String part(RoutingContext context, String name) {
        String part = context.pathParam(name);
        return part == null ? "" : part;
    }
}
