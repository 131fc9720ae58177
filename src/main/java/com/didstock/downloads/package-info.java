/**
 * What somebody searched, as a file: written while it is read, in the very format that an upload takes, so that one can
 * download, change costs in a spreadsheet, and upload again.
 */
@NullMarked
package com.didstock.downloads;

import org.jspecify.annotations.NullMarked;
