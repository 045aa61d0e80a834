/** What a plan has shown, so that a run can be held to it. */
package org.togglloxo.sync.plan;
