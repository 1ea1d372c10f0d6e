"""The parameters of every method served: name, kind, and `!` where Telegram requires it.

Kinds: `int`, `str`, `bool`, `chat` (an id or @username), `file` (an upload, or an id or URL of one), `json` (an
object or array, which Telegram also takes as a string). The tests compare this with the published Bot API.
"""

from __future__ import annotations

_TARGET = "business_connection_id:str chat_id!:chat message_thread_id:int"
_COPYING = (
    "disable_notification:bool protect_content:bool allow_paid_broadcast:bool message_effect_id:str"
    " suggested_post_parameters:json reply_parameters:json reply_markup:json"
)
_CAPTION = "caption:str parse_mode:str caption_entities:json"
_EDITED = "business_connection_id:str chat_id:chat message_id:int inline_message_id:str"
_SCOPED = "scope:json language_code:str"

SIGNATURES = {
    "getMe": "",
    "getUpdates": "offset:int limit:int timeout:int allowed_updates:json",
    "setWebhook": (
        "url!:str certificate:file ip_address:str max_connections:int allowed_updates:json"
        " drop_pending_updates:bool secret_token:str"
    ),
    "deleteWebhook": "drop_pending_updates:bool",
    "getWebhookInfo": "",
    "sendMessage": (
        f"{_TARGET} direct_messages_topic_id:int text!:str parse_mode:str entities:json link_preview_options:json {_COPYING}"
    ),
    "sendPhoto": (
        f"{_TARGET} direct_messages_topic_id:int photo!:file {_CAPTION} show_caption_above_media:bool has_spoiler:bool {_COPYING}"
    ),
    "sendDocument": (
        f"{_TARGET} direct_messages_topic_id:int document!:file thumbnail:file {_CAPTION}"
        f" disable_content_type_detection:bool {_COPYING}"
    ),
    "sendChatAction": f"{_TARGET} action!:str",
    "editMessageText": (
        f"{_EDITED} text:str parse_mode:str entities:json link_preview_options:json rich_message:json reply_markup:json"
    ),
    "editMessageCaption": f"{_EDITED} {_CAPTION} show_caption_above_media:bool reply_markup:json",
    "editMessageReplyMarkup": f"{_EDITED} reply_markup:json",
    "deleteMessage": "chat_id!:chat message_id!:int",
    "deleteMessages": "chat_id!:chat message_ids!:json",
    "forwardMessage": (
        "chat_id!:chat message_thread_id:int direct_messages_topic_id:int from_chat_id!:chat video_start_timestamp:int"
        " disable_notification:bool protect_content:bool message_effect_id:str suggested_post_parameters:json"
        " message_id!:int"
    ),
    "copyMessage": (
        "chat_id!:chat message_thread_id:int direct_messages_topic_id:int from_chat_id!:chat message_id!:int"
        f" video_start_timestamp:int {_CAPTION} show_caption_above_media:bool {_COPYING}"
    ),
    "pinChatMessage": "business_connection_id:str chat_id!:chat message_id!:int disable_notification:bool",
    "unpinChatMessage": "business_connection_id:str chat_id!:chat message_id:int",
    "setMessageReaction": "chat_id!:chat message_id!:int reaction:json is_big:bool",
    "answerCallbackQuery": "callback_query_id!:str text:str show_alert:bool url:str cache_time:int",
    "answerInlineQuery": (
        "inline_query_id!:str results!:json cache_time:int is_personal:bool next_offset:str button:json"
    ),
    "setMyCommands": f"commands!:json {_SCOPED}",
    "getMyCommands": _SCOPED,
    "deleteMyCommands": _SCOPED,
    "setMyName": "name:str language_code:str",
    "getMyName": "language_code:str",
    "setMyDescription": "description:str language_code:str",
    "getMyDescription": "language_code:str",
    "setMyShortDescription": "short_description:str language_code:str",
    "getMyShortDescription": "language_code:str",
    "getFile": "file_id!:str",
    "getChat": "chat_id!:chat",
    "getChatMember": "chat_id!:chat user_id!:int",
    "getChatAdministrators": "chat_id!:chat return_bots:bool",
    "getChatMemberCount": "chat_id!:chat",
    "leaveChat": "chat_id!:chat",
    "createForumTopic": "chat_id!:chat name!:str icon_color:int icon_custom_emoji_id:str",
}


def parameters(signature: str) -> dict[str, tuple[str, bool]]:
    """Name -> (kind, required) of a signature line."""
    found = {}
    for part in signature.split():
        name, _, kind = part.partition(":")
        found[name.removesuffix("!")] = kind, name.endswith("!")
    return found
