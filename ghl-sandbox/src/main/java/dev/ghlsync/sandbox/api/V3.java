package dev.ghlsync.sandbox.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.sandbox.http.Json;
import dev.ghlsync.sandbox.http.Params;
import dev.ghlsync.sandbox.http.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** What calls with {@code Version: v3} see otherwise: names in camel case, pages by token (oauth-v3.json). */
final class V3 {
    private static final int PAGE_SIZE = 20;
    private static final int PAGE_SIZE_MAX = 1_000;

    private V3() {}

    static boolean asked(ApiCall call) {
        return "v3".equals(call.params().request().header("version"));
    }

    /** Paths that differ between the versions are refused under the other one. */
    static void require(ApiCall call, boolean v3) {
        if (asked(call) != v3) {
            String version = call.params().request().header("version");
            throw Refusal.badRequest("This endpoint is not available in API version " + version + ".");
        }
    }

    /** The same members with access_token as accessToken and so on. */
    static ObjectNode camelCased(ObjectNode answer) {
        ObjectNode json = Json.object();
        answer.properties().forEach(entry -> json.set(camel(entry.getKey()), entry.getValue()));
        return json;
    }

    /** One page of the items with the tokens of its neighbours. */
    static ObjectNode page(ArrayNode all, Params params) {
        int size = Math.max(1, params.number("pageSize", PAGE_SIZE, PAGE_SIZE_MAX));
        int from = Math.min(offset(params.query("pageToken")), all.size());
        int until = Math.min(from + size, all.size());
        ObjectNode answer = Json.object();
        ArrayNode items = answer.putArray("items");
        all.valueStream().skip(from).limit(size).forEach(items::add);
        ObjectNode pagination = answer.putObject("pagination")
                .put("totalRecords", all.size())
                .put("hasNextPage", until < all.size())
                .put("hasPrevPage", from > 0)
                .put("currentPageSize", items.size());
        if (until < all.size()) {
            pagination.put("nextPageToken", token(until));
        }
        if (from > 0) {
            pagination.put("prevPageToken", token(Math.max(0, from - size)));
        }
        return answer;
    }

    private static String camel(String name) {
        var camel = new StringBuilder();
        boolean upper = false;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '_' && !camel.isEmpty()) {
                upper = true;
            } else {
                camel.append(upper ? Character.toUpperCase(c) : c);
                upper = false;
            }
        }
        return camel.toString();
    }

    private static String token(int offset) {
        byte[] json = Json.bytes(Json.object().put("offset", offset));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json);
    }

    private static int offset(@Nullable String token) {
        if (token == null) {
            return 0;
        }
        try {
            var json = Json.parseOrNull(Base64.getUrlDecoder().decode(token.getBytes(StandardCharsets.UTF_8)));
            if (json != null
                    && json.path("offset").canConvertToInt()
                    && json.path("offset").intValue() >= 0) {
                return json.path("offset").intValue();
            }
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest("Invalid parameter: pageToken");
        }
        throw Refusal.badRequest("Invalid parameter: pageToken");
    }
}
