/** What runs leave behind for the next: how far they came, and what was learnt of the quotas, by one process or by several. */
package org.togglloxo.flow.pace;
