package dev.ghlsync.cli.export;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.cli.http.JsonApi;
import dev.ghlsync.cli.http.ServiceAddress;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Goes through the pages of a list of the query API; one page is in memory at a time. */
public final class Pages {
    private static final int PAGE = 500;

    private Pages() {}

    /**
     * @param path of the list, without parameters
     * @param list name of the list in the answers
     * @param filters parameters, by name
     * @param limit most rows
     * @return whether there are more
     */
    public static boolean each(
            JsonApi api, String path, String list, Map<String, String> filters, long limit, Consumer<ObjectNode> row) {
        String cursor = "";
        long left = limit;
        do {
            var parameters = filters.entrySet().stream()
                    .map(filter -> "&" + filter.getKey() + "=" + ServiceAddress.segment(filter.getValue()))
                    .collect(Collectors.joining());
            var body = api.get(path + "?limit=" + Math.min(PAGE, left) + parameters
                            + (cursor.isEmpty() ? "" : "&cursor=" + ServiceAddress.segment(cursor)))
                    .require("the list of " + list);
            for (var object : body.path(list)) {
                row.accept((ObjectNode) object);
                left--;
            }
            cursor = body.path("nextCursor").isTextual()
                    ? body.path("nextCursor").textValue()
                    : "";
        } while (!cursor.isEmpty() && left > 0);
        return !cursor.isEmpty();
    }
}
