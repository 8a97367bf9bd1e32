"""A small endpoint of chat completions, as a process of its own: `endpoint.py LOG` prints its port and logs requests.

It is busy at the first request, marks by one word of the explanation, and says anything but JSON of a "riddle".
"""

from __future__ import annotations

import json
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path


class Chat(BaseHTTPRequestHandler):
    busy = True

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        with Path(sys.argv[1]).open("a", encoding="utf-8") as log:
            log.write(json.dumps({"path": self.path, **asked}) + "\n")
        if Chat.busy:
            Chat.busy = False
            self._send(429, {"error": {"message": "busy"}}, {"Retry-After": "0"})
        else:
            self._send(200, completion(asked["messages"][-1]["content"]), {})

    def _send(self, status: int, said: object, headers: dict[str, str]) -> None:
        body = json.dumps(said).encode()
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


def completion(question: str) -> dict[str, object]:
    said = question.split("=====")[1]
    mark = {"outcome": "equal" if "variance" in said else "different", "reason": "It names the variance or does not."}
    content = "What am I?" if "riddle" in said else json.dumps(mark)
    message = {"role": "assistant", "content": content}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    usage = {"prompt_tokens": 100, "completion_tokens": 10, "total_tokens": 110}
    made = {"id": "1", "object": "chat.completion", "created": 0, "model": "small"}
    return {**made, "choices": [choice], "usage": usage}


if __name__ == "__main__":
    server = HTTPServer(("127.0.0.1", 0), Chat)
    print(server.server_port, flush=True)
    server.serve_forever()
