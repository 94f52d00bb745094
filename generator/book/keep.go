package book

import (
	"os"
	"path/filepath"
	"slices"
)

// Keep adds to a build of a part (one edition, one format, some sheets) the files that an
// earlier build left in dir and this one does not make anew, so that building a part
// never takes the rest of a finished book away. Only files of the very same sources and
// program, unchanged since, are kept: others would not agree with the new ones. dropped
// counts those.
func (b *Built) Keep(dir string) (kept, dropped int) {
	m, err := readManifest(dir)
	if err != nil {
		return 0, 0
	}
	same := m.Fingerprint == b.Fingerprint && m.Version == Version
	for _, e := range m.Outputs {
		if e.Path == reportFile || slices.ContainsFunc(b.Outputs, func(o Output) bool { return o.Path == e.Path }) {
			continue
		}
		if !filepath.IsLocal(filepath.FromSlash(e.Path)) {
			continue // not a manifest that we wrote
		}
		data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(e.Path)))
		if !same || err != nil || entry(e.Path, data) != e {
			dropped++
			continue
		}
		b.Outputs = append(b.Outputs, Output{e.Path, data})
		kept++
	}
	return kept, dropped
}
