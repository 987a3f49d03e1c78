package dev.ghlsync.cli.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.cli.avro.AuditLog;
import dev.ghlsync.cli.exit.ExitCode;
import dev.ghlsync.cli.export.Export;
import dev.ghlsync.cli.export.Pages;
import dev.ghlsync.cli.export.Shape;
import dev.ghlsync.cli.http.JsonApi;
import dev.ghlsync.cli.http.ServiceAddress;
import dev.ghlsync.cli.identifiers.Platform;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Lists one kind of object on the screen or writes all of it to a file. */
public final class Listing {
    private final CommandLine command;
    private final Map<String, String> environment;
    private final QueryFlags flags;
    private final ListFlags wanted;

    public Listing(CommandLine command, Map<String, String> environment, QueryFlags flags, ListFlags wanted) {
        this.command = command;
        this.environment = environment;
        this.flags = flags;
        this.wanted = wanted;
    }

    /**
     * @param head titles of the columns on the screen
     * @param fields their fields
     * @param given filters of the query API; those with a null value are not set
     * @param hash platform whose identifiers are exported, null for the fields
     */
    public int run(
            Shape shape,
            List<String> head,
            List<String> fields,
            Map<String, @Nullable String> given,
            @Nullable Platform hash) {
        var filters = new TreeMap<String, String>();
        given.forEach((name, value) -> {
            if (value != null) {
                filters.put(name, value);
            }
        });
        wanted.updatedSince().ifPresent(time -> filters.put("updatedSince", time));
        var file = wanted.export();
        if (file.isEmpty()) {
            return screen(shape, head, fields, filters);
        }
        return export(shape, file.get(), filters, hash);
    }

    private int screen(Shape shape, List<String> head, List<String> fields, Map<String, String> filters) {
        audit(shape, null);
        var objects = new ArrayList<ObjectNode>();
        var path = "/locations/" + ServiceAddress.segment(flags.location()) + "/" + shape.list();
        boolean more =
                Pages.each(api(), path, shape.list(), filters, wanted.limit(), object -> objects.add(shown(object)));
        sayWhetherMasked(null);
        PrintWriter out = command.getOut();
        if (flags.json()) {
            out.println(JsonApi.MAPPER.valueToTree(objects).toPrettyString());
            return ExitCode.OK;
        }
        Table.print(
                head,
                objects.stream().map(object -> Table.cells(object, fields)).toList(),
                out);
        out.println(objects.size() + " " + shape.list() + (more ? ", more with a larger --limit" : ""));
        return ExitCode.OK;
    }

    private int export(Shape shape, Path file, Map<String, String> filters, @Nullable Platform hash) {
        audit(shape, hash);
        var wish = new Export.Wish(file, filters, wanted.fields(), hash, flags.pii(), this::shown);
        try (ProgressBar bar = new ProgressBarBuilder()
                .setTaskName(shape.list())
                .setInitialMax(-1)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(500)
                .build()) {
            long rows = new Export(api(), flags.location(), shape).write(wish, bar::stepTo);
            bar.pause();
            command.getOut().println(rows + " " + shape.list() + " in " + file);
        }
        sayWhetherMasked(hash);
        return ExitCode.OK;
    }

    private void audit(Shape shape, @Nullable Platform hash) {
        if (hash != null || flags.pii()) {
            var effect = hash != null ? "identifiers hashed for " + hash : "personal data shown";
            new AuditLog(environment).readBy(shape.list(), flags.location(), effect);
        }
    }

    private void sayWhetherMasked(@Nullable Platform hash) {
        if (hash == null && !flags.pii()) {
            command.getErr().println("Personal data is masked; --pii shows it and is audited.");
        }
    }

    private ObjectNode shown(ObjectNode object) {
        return flags.pii() ? object : Masking.masked(object);
    }

    private JsonApi api() {
        return new ServiceAddress("query API", flags.query(), environment).api();
    }
}
