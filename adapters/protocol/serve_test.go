package protocol

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
)

// oddPorts allows odd ports, knows no port above 1000 and breaks on 666.
type oddPorts struct{ objects int }

func (e *oddPorts) Describe() Description {
	return Description{Name: "odd", Version: "1", Capabilities: Capabilities{Protocols: []string{"TCP"}}}
}

func (e *oddPorts) Load(objects []Object) error {
	e.objects = len(objects)
	for index, object := range objects {
		switch object.Kind {
		case "Refused":
			return &Refusal{Object: index, Reason: "not for me"}
		case "Broken":
			panic("cannot read this")
		}
	}
	return nil
}

func (e *oddPorts) Judge(flow Flow) (Verdict, error) {
	switch {
	case flow.Port == 666:
		panic("no such port")
	case flow.Port > 1000:
		return Unsupported, errors.New("too high")
	case e.objects == 0:
		return Deny, nil
	}
	return VerdictOf(flow.Port%2 == 1), nil
}

func TestAnswers(t *testing.T) {
	long := `{"kind":"Pod","metadata":{"name":"` + strings.Repeat("a", 1<<21) + `"}}`
	load := `{"id":1,"method":"load","params":{"objects":[{"kind":"Pod"}]}}`
	cases := []struct {
		name  string
		lines []string
		want  []string
	}{
		{"initialize",
			[]string{`{"id":7,"method":"initialize","params":{"protocolVersion":1}}`},
			[]string{`{"jsonrpc":"2.0","id":7,"result":{"capabilities":{"protocols":["TCP"],"maxMessageBytes":268435456},"engine":{"name":"odd","version":"1"},"protocolVersion":1}}`}},
		{"a probe, in order",
			[]string{load, `{"id":2,"method":"probe","params":{"flows":[{"port":81},{"port":80},{"port":2000}]}}`},
			[]string{`{"jsonrpc":"2.0","id":1,"result":{}}`, `{"jsonrpc":"2.0","id":2,"result":{"verdicts":["allow","deny","unsupported"]}}`}},
		{"a line of two megabytes",
			[]string{`{"id":1,"method":"load","params":{"objects":[` + long + `]}}`},
			[]string{`{"jsonrpc":"2.0","id":1,"result":{}}`}},
		{"a refusal names the object and leaves nothing behind",
			[]string{load, `{"id":2,"method":"load","params":{"objects":[{"kind":"Pod"},{"kind":"Refused"}]}}`, `{"id":3,"method":"probe","params":{"flows":[{"port":81}]}}`},
			[]string{`{"jsonrpc":"2.0","id":1,"result":{}}`, `{"jsonrpc":"2.0","id":2,"error":{"code":-32000,"message":"not for me","data":{"object":1,"reason":"not for me"}}}`, `{"jsonrpc":"2.0","id":3,"result":{"verdicts":["deny"]}}`}},
		{"a panic fails its request alone",
			[]string{`{"id":1,"method":"load","params":{"objects":[{"kind":"Broken"}]}}`, load, `{"id":2,"method":"probe","params":{"flows":[{"port":666}]}}`, `{"id":3,"method":"probe","params":{"flows":[{"port":81}]}}`},
			[]string{`{"jsonrpc":"2.0","id":1,"error":{"code":-32603,"message":"the engine panicked: cannot read this"}}`, `{"jsonrpc":"2.0","id":1,"result":{}}`, `{"jsonrpc":"2.0","id":2,"error":{"code":-32603,"message":"the engine panicked: no such port"}}`, `{"jsonrpc":"2.0","id":3,"result":{"verdicts":["allow"]}}`}},
		{"an unknown method",
			[]string{`{"id":1,"method":"apply","params":{}}`},
			[]string{`{"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":"unknown method apply"}}`}},
		{"what is no request",
			[]string{`{"method":"probe"}`, `{`},
			[]string{`{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"a request has an id and a method"}}`, `{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"…`}},
		{"parameters of another kind",
			[]string{`{"id":1,"method":"probe","params":{"flows":3}}`},
			[]string{`{"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"…`}},
		{"shutdown is the last that is answered",
			[]string{`{"id":1,"method":"shutdown","params":{}}`, load},
			[]string{`{"jsonrpc":"2.0","id":1,"result":{}}`}},
	}
	for _, test := range cases {
		t.Run(test.name, func(t *testing.T) {
			var out strings.Builder
			in := strings.NewReader(strings.Join(test.lines, "\n"))
			if err := ServeOver(&oddPorts{}, in, &out); err != nil {
				t.Fatal(err)
			}
			got := strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
			if !slices.EqualFunc(got, test.want, fits) {
				t.Errorf("got\n%swant\n%s", out.String(), strings.Join(test.want, "\n"))
			}
		})
	}
}

// fits tells whether an answer is the wanted one; the words of the JSON package, which change, are left to "…".
func fits(got, want string) bool {
	start, open := strings.CutSuffix(want, "…")
	return got == want || open && strings.HasPrefix(got, start)
}

func TestDecode(t *testing.T) {
	type pod struct {
		Metadata struct{ Name string }
		Ports    []int `json:"ports,omitempty"`
	}
	var objects []Object
	text := `[{"kind":"Node"},{"kind":"Pod","metadata":{"name":"a"},"ports":[]},{"kind":"Pod","metadata":3}]`
	if err := json.Unmarshal([]byte(text), &objects); err != nil {
		t.Fatal(err)
	}
	pods, err := Decode[pod](objects[:2], "Pod")
	if err != nil || len(pods) != 1 || pods[0].Metadata.Name != "a" || pods[0].Ports != nil {
		t.Errorf("got %v, %v", pods, err)
	}
	_, err = Decode[pod](objects, "Pod")
	var refusal *Refusal
	if !errors.As(err, &refusal) || refusal.Object != 2 {
		t.Errorf("got %v, want a refusal of object 2", err)
	}
}
