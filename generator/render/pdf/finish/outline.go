package finish

import "fmt"

// outline adds the bookmarks to the objects, as a tree by their levels, and returns its root.
func (f *file) outline(objects map[int]string, marks []Bookmark, pages []int) int {
	type node struct {
		object, parent          int
		first, last, prev, next int
		count                   int
		mark                    Bookmark
		level                   int
	}
	nodes := []node{{object: f.reserve(1)}}
	path := []int{0} // the open node of each level
	lastChild := map[int]int{}
	for _, m := range marks {
		level := min(max(m.Level, 1), len(path)) // a level cannot be skipped
		path = path[:level]
		parent := path[level-1]
		i := len(nodes)
		nodes = append(nodes, node{object: f.reserve(1), parent: parent, mark: m, level: level})
		if prev, ok := lastChild[parent]; ok {
			nodes[i].prev, nodes[prev].next = prev, i
		} else {
			nodes[parent].first = i
		}
		nodes[parent].last, lastChild[parent] = i, i
		nodes[parent].count++
		path = append(path, i)
	}
	for i, n := range nodes {
		ref := func(key string, j int) string {
			if j == 0 {
				return ""
			}
			return fmt.Sprintf("/%s %d 0 R", key, nodes[j].object)
		}
		links := ref("First", n.first) + ref("Last", n.last) + ref("Prev", n.prev) + ref("Next", n.next)
		if i == 0 {
			objects[n.object] = fmt.Sprintf("<</Type/Outlines/Count %d%s>>", n.count, links)
			continue
		}
		count := ""
		if n.count > 0 {
			count = fmt.Sprintf("/Count -%d", n.count) // closed at first
		}
		objects[n.object] = fmt.Sprintf("<</Title%s/Parent %d 0 R%s%s/Dest[%d 0 R/XYZ 0 %s null]>>",
			textString(n.mark.Text), nodes[n.parent].object, links, count, pages[n.mark.Page], up(n.mark.Y))
	}
	return nodes[0].object
}
