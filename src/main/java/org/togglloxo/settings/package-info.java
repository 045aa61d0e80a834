/** Settings: where they come from, what is wrong with them, and which of them must never be shown. */
package org.togglloxo.settings;
