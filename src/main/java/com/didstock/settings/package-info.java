/** How each user likes the portal to look, kept on the server: the same wherever and whenever the user signs in. */
@NullMarked
package com.didstock.settings;

import org.jspecify.annotations.NullMarked;
