package com.didstock.downloads.ui;

import com.didstock.downloads.ExistingStockFiles;
import com.didstock.downloads.NumberDownloads;
import com.didstock.inventory.ui.StockDownloads;
import com.didstock.tenancy.Actor;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Fills the inventory's place for downloads with files of numbers. */
@Component
class NumberFiles implements StockDownloads {

    private final NumberDownloads downloads;
    private final ExistingStockFiles stock;

    NumberFiles(NumberDownloads downloads, ExistingStockFiles stock) {
        this.downloads = downloads;
        this.stock = stock;
    }

    @Override
    public Menu menu(Actor actor, Supplier<Shown> shown) {
        return new DownloadMenu(actor, downloads, stock, shown);
    }
}
