/** Text set on the pages of a PDF: fonts, lines, Markdown, and the scripts that run from right to left. */
package org.togglloxo.typeset;
