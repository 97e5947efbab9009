"""Does with plumbline.yaml what Home Assistant does: reads it, asks each address, renders each template with Jinja.

Takes one JSON object on standard input: {"file", "url", "secrets", "now", "event"?}. Prints the states, and what the
automation would say of the event. The functions are those that Home Assistant adds to Jinja and this file uses.
"""
import datetime
import json
import sys
import urllib.request

import jinja2
import yaml

given = json.load(sys.stdin)
NOW = datetime.datetime.fromtimestamp(given["now"] / 1000, datetime.timezone.utc)


class Loader(yaml.SafeLoader):
    pass


Loader.add_constructor("!secret", lambda loader, node: given["secrets"][loader.construct_scalar(node)])

env = jinja2.Environment(undefined=jinja2.StrictUndefined)
env.globals["now"] = lambda: NOW


def timestamp_custom(value, form, local):
    assert local is False
    return datetime.datetime.fromtimestamp(value, datetime.timezone.utc).strftime(form)


env.filters["timestamp_custom"] = timestamp_custom


def render(template, **variables):
    return env.from_string(template).render(**variables).strip()


def ask(block):
    address = render(block["resource_template"]) if "resource_template" in block else block["resource"]
    address = address.replace("http://plumbline.local:4180", given["url"])
    with urllib.request.urlopen(urllib.request.Request(address, headers=block["headers"])) as answer:
        return json.load(answer)


def attributes(entity, value):
    if "json_attributes" not in entity:
        return {}
    for part in entity["json_attributes_path"].removeprefix("$.").replace("[", ".").replace("]", "").split("."):
        value = value[int(part)] if part.isdigit() else value[part]
    return {name: value[name] for name in entity["json_attributes"] if name in value}


def state(entity, value):
    if render(entity.get("availability", "True"), value_json=value) != "True":
        return {"state": "unavailable"}
    return {"state": render(entity["value_template"], value_json=value), **attributes(entity, value)}


with open(given["file"], encoding="utf-8") as file:
    package = yaml.load(file, Loader)

states = {}
for block in package["rest"]:
    value = ask(block)
    for kind in ("sensor", "binary_sensor"):
        for entity in block.get(kind, []):
            states[f"{kind}.{entity['unique_id']}"] = state(entity, value)

said = None
if "event" in given:
    (automation,) = package["automation"]
    trigger = {"json": given["event"]}
    if render(automation["conditions"], trigger=trigger) == "True":
        (action,) = automation["actions"]
        said = {name: render(text, trigger=trigger) for name, text in action["data"].items()}

json.dump({"states": states, "said": said}, sys.stdout)
