package com.didstock.downloads.ui;

import com.didstock.downloads.DownloadOrder;
import com.didstock.downloads.NumberDownloads;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.RefusedException;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.server.HttpStatusCode;
import com.vaadin.flow.server.streams.DownloadEvent;
import com.vaadin.flow.server.streams.DownloadHandler;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The address at which the browser fetches a file, as this user in this session only. Nobody sees it: it is followed when
 * a file is wanted. While a file is written, the session is free for other requests.
 */
final class FileLink extends Anchor {

    private final Actor actor;
    private final NumberDownloads downloads;
    private volatile @Nullable DownloadOrder wanted;

    FileLink(Actor actor, NumberDownloads downloads) {
        this.actor = actor;
        this.downloads = downloads;
        setHref((DownloadHandler) this::send);
        addClassName("file-link");
        getElement().setAttribute("aria-hidden", "true");
        getElement().setAttribute("tabindex", "-1");
    }

    /** Lets the browser fetch this file. */
    void fetch(DownloadOrder order) {
        wanted = order;
        getElement().callJsFunction("click");
    }

    private void send(DownloadEvent event) throws IOException {
        var order = wanted;
        if (order == null) {
            event.getResponse().sendError(HttpStatusCode.NOT_FOUND.getCode(), "");
            return;
        }
        try (var download = downloads.begin(actor, order)) {
            event.setFileName(download.fileName());
            event.setContentType(download.format().mediaType());
            download.writeTo(event.getOutputStream());
        } catch (RefusedException _) {
            // Somebody else took the last place between the click and the browser's request.
            event.getResponse().sendError(HttpStatusCode.SERVICE_UNAVAILABLE.getCode(), "");
        }
    }
}
