package com.didstock.downloads.ui;

import com.didstock.downloads.ExistingStockFiles;
import com.didstock.downloads.ExistingStockOrder;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.RefusedException;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.server.HttpStatusCode;
import com.vaadin.flow.server.streams.DownloadEvent;
import com.vaadin.flow.server.streams.DownloadHandler;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The address at which the browser fetches existing stock, as this user in this session only, once for each wish. */
final class StockLink extends Anchor {

    private final Actor actor;
    private final ExistingStockFiles files;
    private volatile @Nullable ExistingStockOrder wanted;

    StockLink(Actor actor, ExistingStockFiles files) {
        this.actor = actor;
        this.files = files;
        setHref((DownloadHandler) this::send);
        addClassName("file-link");
        getElement().setAttribute("aria-hidden", "true");
        getElement().setAttribute("tabindex", "-1");
    }

    /** Lets the browser fetch this file. */
    void fetch(ExistingStockOrder order) {
        wanted = order;
        getElement().callJsFunction("click");
    }

    private void send(DownloadEvent event) throws IOException {
        var order = wanted;
        // A reason is good for one file.
        wanted = null;
        if (order == null) {
            event.getResponse().sendError(HttpStatusCode.NOT_FOUND.getCode(), "");
            return;
        }
        try (var file = files.begin(actor, order)) {
            event.setFileName(file.fileName());
            event.setContentType(file.format().mediaType());
            file.writeTo(event.getOutputStream());
        } catch (RefusedException _) {
            // Somebody else took the last place between the click and the browser's request.
            event.getResponse().sendError(HttpStatusCode.SERVICE_UNAVAILABLE.getCode(), "");
        }
    }
}
